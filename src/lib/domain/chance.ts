/** Repeatable chance: the same number gives the same draw, on any machine. Not for secrets. */
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

/** Chance from a number (mulberry32). */
export const chance = (seed: number): Chance => {
	let state = seed | 0;
	const next = () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
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
