import { chance } from './chance.ts';
import type { Criterion, Entry } from './priority.ts';

/** How the weights are moved: so many weightings, drawn around the board's own, from one seed so that they are always the same. */
export const WEIGHTINGS = 1000;
export const CONCENTRATION = 16;
/** Only so many that stand highest are tried: whatever stands lower is not looked at for the top. */
export const CANDIDATES = 200;
export const TOP = 20;
const SEED = 20_261_123;

/** A number from the gamma distribution of a shape and scale 1 (Marsaglia and Tsang 2000). */
const gamma = (shape: number, next: () => number): number => {
	if (shape < 1) return gamma(shape + 1, next) * next() ** (1 / shape);
	const d = shape - 1 / 3;
	const c = 1 / Math.sqrt(9 * d);
	for (;;) {
		const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
		const v = (1 + c * normal) ** 3;
		if (v > 0 && Math.log(1 - next()) < normal ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v;
	}
};

/**
 * Weightings around the board's: drawn from the Dirichlet distribution whose mean is its weights, with a concentration of
 * 16. A criterion of an eighth of the weight mostly moves between 2 % and 32 %; one of weight 0 stays at 0.
 */
export const weightingsAround = (criteria: readonly Criterion[], count = WEIGHTINGS): Criterion[][] => {
	const all = criteria.reduce((sum, { weight }) => sum + weight, 0);
	if (all === 0) return [];
	const { next } = chance(SEED);
	return Array.from({ length: count }, () =>
		criteria.map((criterion) => ({
			...criterion,
			weight: criterion.weight > 0 ? gamma((CONCENTRATION * criterion.weight) / all, next) : 0
		}))
	);
};

/**
 * Of each entry the share of the weightings, from 0 to 1, under which it is among the `top` of them. Give it those that
 * stand highest: each is scored once for every weighting.
 */
export const shareInTop = (
	weightings: readonly (readonly Criterion[])[],
	entries: readonly Entry[],
	top = TOP
): Map<number, number> => {
	const times = new Map(entries.map(({ id }) => [id, 0]));
	for (const criteria of weightings) {
		const scores = entries.map((entry) => ({ id: entry.id, ...quick(criteria, entry) }));
		scores.sort((a, b) => b.score - a.score || b.stated - a.stated || a.id - b.id);
		for (const { id } of scores.slice(0, top)) times.set(id, (times.get(id) ?? 0) + 1);
	}
	return new Map([...times].map(([id, n]) => [id, n / Math.max(1, weightings.length)]));
};

/** The score and the weight that is stated alone: the same rule as `scoreOf`, without its parts. */
const quick = (criteria: readonly Criterion[], { scores }: Entry): { score: number; stated: number } => {
	let [sum, stated] = [0, 0];
	for (const { code, weight } of criteria) {
		const score = scores[code];
		if (score === null || score === undefined) continue;
		sum += weight * score;
		stated += weight;
	}
	return { score: stated > 0 ? sum / stated : -1, stated };
};
