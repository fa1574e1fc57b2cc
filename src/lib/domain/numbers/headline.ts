import type { FactCount } from '#lib/domain/fact.ts';
import type { StandingCount } from '#lib/domain/standing.ts';
import { CLOCKS } from '#lib/domain/clock.ts';
import type { Words } from './definition.ts';
import type { DutyCount } from './duties.ts';
import { freshness } from './freshness.ts';
import { reportedAssuredGap } from './gap.ts';
import type { Exclusion, Moment } from './number.ts';
import { overdueRate, responseRate } from './overdue.ts';
import { acceptanceRate, assuredRate, base, implementationGap, reportedRate } from './rates.ts';

/** What the numbers that a board reads first are computed from. */
export type HeadlineCounts = {
	standings: readonly StandingCount[];
	/** The open duties, and the replies that were given. */
	duties: readonly DutyCount[];
	/** Those of the kind `heard`. */
	facts: readonly FactCount[];
};

/** A number as it stands in a paper: nothing of it is computed again when it is read. */
export type HeadlineNumber = {
	/** Its anchor on the method page. */
	id: string;
	name: string;
	numerator: number;
	denominator: number;
	exclusions: Exclusion[];
};

const OF_STANDINGS = [
	base,
	acceptanceRate,
	reportedRate,
	assuredRate,
	reportedAssuredGap,
	implementationGap
] as const;
const OVERDUE = CLOCKS.map((clock) => overdueRate[clock]);

/** The definitions of the headline numbers, in the order in which they are read. */
export const HEADLINE: readonly Words[] = [...OF_STANDINGS, responseRate, ...OVERDUE, freshness];

/** The headline numbers as at a moment, in the order of `HEADLINE`. */
export const headlineNumbers = (
	{ standings, duties, facts }: HeadlineCounts,
	moment: Moment
): HeadlineNumber[] => {
	const rates = [
		...OF_STANDINGS.map((number) => number.compute(standings, moment)),
		...[responseRate, ...OVERDUE].map((number) => number.compute(duties, moment)),
		freshness.compute(facts, moment)
	];
	return rates.map(({ name, numerator, denominator, exclusions }, place) => ({
		id: HEADLINE[place]?.id ?? '',
		name,
		numerator,
		denominator,
		exclusions
	}));
};

/** A headline number on two occasions; undefined where one of them does not have it. */
export type Paired = {
	id: string;
	name: string;
	before: HeadlineNumber | undefined;
	after: HeadlineNumber | undefined;
};

/** The numbers of two occasions side by side, in the order of the later one. */
export const paired = (before: readonly HeadlineNumber[], after: readonly HeadlineNumber[]): Paired[] => {
	const gone = before.filter(({ id }) => !after.some((number) => number.id === id));
	return [...after, ...gone].map(({ id, name }) => ({
		id,
		name,
		before: before.find((number) => number.id === id),
		after: after.find((number) => number.id === id)
	}));
};

/**
 * How a number moved from one occasion to the other, in words: `12 more`, `3 fewer`, `no change`, and `12 more; 40 more in
 * all` where what it is a share of has changed as well.
 */
export const movedInWords = ({ before, after }: Paired): string => {
	if (!before || !after) return 'cannot be compared';
	const more = (n: number) =>
		n === 0 ? 'no change' : `${Math.abs(n).toLocaleString('en-GB')} ${n > 0 ? 'more' : 'fewer'}`;
	const [of, out] = [after.numerator - before.numerator, after.denominator - before.denominator];
	return out === 0 ? more(of) : `${more(of)}; ${more(out)} in all`;
};
