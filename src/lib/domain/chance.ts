<<<<<<< HEAD:src/lib/domain/chance.ts
/** Repeatable chance: the same number gives the same draw, on any machine. Not for secrets. */
=======
import { uniform } from '#lib/domain/uniform.ts';

/** Repeatable chance: the same number gives the same demonstration, on any machine. */
>>>>>>> 3b1e57f (Let the board rank what it took on and ask whole sets for it):seeds/demonstration/chance.ts
export type Chance = {
	/** From 0 up to, not including, 1. */
	next: () => number;
	/** True with the given probability. */
	happens: (probability: number) => boolean;
	/** A whole number, both ends included. */
	between: (least: number, most: number) => number;
	pick: <T>(items: readonly T[]) => T;
	/** One of the keys, as often as their weights say. */
	weighted: <K extends string>(weights: Record<K, number>) => K;
};

/** Chance from a number. */
export const chance = (seed: number): Chance => {
	const next = uniform(seed);
	return {
		next,
		happens: (probability) => next() < probability,
		between: (least, most) => least + Math.floor(next() * (most - least + 1)),
		pick: (items) => items[Math.floor(next() * items.length)] as (typeof items)[number],
		weighted: (weights) => {
			const entries = Object.entries(weights) as [keyof typeof weights, number][];
			let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
			const found = entries.find(([, weight]) => (left -= weight) < 0) ?? entries[entries.length - 1];
			return (found as (typeof entries)[number])[0];
		}
	};
};
