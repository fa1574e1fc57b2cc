/** Where a figure has to lie. */
export type Goal = { at_most: number } | { at_least: number };

/** One thing measured: its value, what it was to be, and what it was worked out from. */
export type Figure = {
	name: string;
	value: number;
	/** What the value counts; empty for a ratio. */
	unit: string;
	goal?: Goal;
	/** What else belongs to it: the two sides of a ratio, spread, circumstances. */
	detail: Record<string, number | string>;
};

/** One part of the bench: what it measures, in a line, and what came out. */
export type Part = { name: string; about: string; figures: Figure[] };

/** Whether a figure is where it was to be; undefined where nothing was promised. */
export const isMet = ({ value, goal }: Figure): boolean | undefined => {
	if (!goal) return undefined;
	return 'at_most' in goal ? value <= goal.at_most : value >= goal.at_least;
};

/** The value below which a share (0 to 1) of them lies. Throws when there are none. */
export const quantile = (values: readonly number[], share: number): number => {
	const value = values.toSorted((a, b) => a - b)[
		Math.min(values.length - 1, Math.floor(values.length * share))
	];
	if (value === undefined) throw new Error('Nothing was measured.');
	return value;
};

/** The middle one. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Three figures are all that one run can tell. */
export const round = (value: number): number => Number(value.toPrecision(3));
