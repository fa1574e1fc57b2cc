import type { Day } from '#lib/domain/day.ts';

/**
 * The day that a number is of. With `known_at` it is what was known on that day; without, what was true on `as_at`
 * as far as we know now.
 */
export type Moment = { as_at: Day; known_at?: Day };

/** Something that a number leaves out, in words that finish "left out: …", and how many of them. */
export type Exclusion = { what: string; n: number };

/** A number as it is always given: never alone, but with what it was counted from, what was left out and when. */
export type Rate = Moment & {
	name: string;
	numerator: number;
	denominator: number;
	/** Only those that occur. */
	exclusions: Exclusion[];
	/** Numerator ÷ denominator, 0 to 1. `undefined` when there is nothing to divide by: a rate of nothing is not nought. */
	value: number | undefined;
};

/** Below this many, a rate is said as a count: "3 of 7" tells more than "43 %". */
export const FEWEST_FOR_A_PERCENTAGE = 10;

/** Puts a number together. Refuses a numerator that is negative or larger than its denominator: a bug in the counting. */
export const rateOf = (
	counted: { name: string; numerator: number; denominator: number; exclusions: Exclusion[] },
	{ as_at, known_at }: Moment
): Rate => {
	const { numerator, denominator } = counted;
	if (numerator < 0 || numerator > denominator)
		throw new RangeError(`${counted.name}: ${numerator} of ${denominator} is no share.`);
	return {
		...counted,
		as_at,
		...(known_at === undefined ? {} : { known_at }),
		value: denominator === 0 ? undefined : numerator / denominator
	};
};
