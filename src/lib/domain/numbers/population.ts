import type { Exclusion } from './number.ts';

/** Something that is counted: how many rows of the register are alike. */
export type Counted = { n: number };

/** A named class: the words that people read and the test that the code runs, side by side so that they agree. */
export type Part<T> = { name: string; means: string; holds: (row: T) => boolean };

/**
 * What is left of a larger population when some parts are left out. Since a population is declared by what it leaves
 * out, the exclusions of every number come from the declaration that computes it.
 */
export type Population<T> = Part<T> & {
	from: Population<T> | undefined;
	/** This population with all that it was narrowed from, the widest first. */
	chain: Population<T>[];
	/** In order: what several of these describe is counted under the first. */
	leaves_out: Part<T>[];
};

/** The population that all others are narrowed from. */
export const everything = <T>(whole: {
	name: string;
	means: string;
	holds?: (row: T) => boolean;
}): Population<T> => {
	const population: Population<T> = {
		holds: () => true,
		...whole,
		from: undefined,
		chain: [],
		leaves_out: []
	};
	population.chain.push(population);
	return population;
};

/**
 * A population without some parts of it. `named_first` are reasons that leave nothing out by themselves, but say best
 * why a row is left out: what the board declined is "declined by the board", not "no response".
 */
export const narrow = <T>(
	from: Population<T>,
	to: { name: string; means: string; without: Part<T>[]; named_first?: Part<T>[] }
): Population<T> => {
	const isLeftOut = (row: T) => to.without.some((part) => part.holds(row));
	const reasons = (to.named_first ?? []).map((reason) => ({
		...reason,
		holds: (row: T) => isLeftOut(row) && reason.holds(row)
	}));
	const population: Population<T> = {
		name: to.name,
		means: to.means,
		from,
		chain: [...from.chain],
		leaves_out: [...reasons, ...to.without],
		holds: (row) => from.holds(row) && !isLeftOut(row)
	};
	population.chain.push(population);
	return population;
};

/** Where a row leaves the way to a population: the step that it does not reach, and the part that says why. */
export const exit = <T>(row: T, to: Population<T>): { before: Population<T>; part: Part<T> } | undefined => {
	for (const before of to.chain) {
		const part = before.leaves_out.find((part) => part.holds(row));
		if (part) return { before, part };
	}
	return undefined;
};

/** How many rows a part holds. */
export const count = <T>(rows: readonly (T & Counted)[], part: Part<T>): number =>
	rows.reduce((sum, row) => (part.holds(row) ? sum + row.n : sum), 0);

/** What a population leaves out of everything, and how many: in order, each row once, only what occurs. */
export const leftOut = <T>(rows: readonly (T & Counted)[], population: Population<T>): Exclusion[] => {
	const [whole] = population.chain;
	const counts = new Map<string, number>();
	for (const step of population.chain) for (const part of step.leaves_out) counts.set(part.name, 0);
	for (const row of rows) {
		const left = whole?.holds(row) ? exit(row, population) : undefined;
		if (left) counts.set(left.part.name, (counts.get(left.part.name) ?? 0) + row.n);
	}
	return [...counts].filter(([, n]) => n !== 0).map(([what, n]) => ({ what, n }));
};

/** What narrowing at one step left out of the population before it: these add up to the difference of the two. */
export const droppedAt = <T>(rows: readonly (T & Counted)[], step: Population<T>): Exclusion[] => {
	const before = step.from;
	if (!before) return [];
	const counts = step.leaves_out.map((part) => ({ what: part.name, n: 0 }));
	for (const row of rows) {
		if (!before.holds(row)) continue;
		const at = step.leaves_out.findIndex((part) => part.holds(row));
		const found = counts[at];
		if (found) found.n += row.n;
	}
	return counts.filter(({ n }) => n !== 0);
};
