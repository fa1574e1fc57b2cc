import { CLOCKS } from '#lib/domain/clock.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import { inWords, type Day } from '#lib/domain/day.ts';
import type { RecommendationsReached } from '#lib/domain/numbers/cascade-of-recommendations.ts';
import type { DutyCount } from '#lib/domain/numbers/duties.ts';
import { reportedAssuredGap } from '#lib/domain/numbers/gap.ts';
import {
	countOf,
	listed,
	noneOr,
	sentence,
	shareAlone,
	shareOf,
	verb,
	written
} from '#lib/domain/numbers/in-words.ts';
import type { Rate } from '#lib/domain/numbers/number.ts';
import { overdueRate, undatedShare } from '#lib/domain/numbers/overdue.ts';
import { assuredRate, base, reportedRate } from '#lib/domain/numbers/rates.ts';
import type { StandingCount } from '#lib/domain/standing.ts';
import { OWED } from './overdue.ts';

const HERE: Record<DataSet, string> = { register: 'register', demonstration: 'demonstration' };

/**
 * What the home page says first, from the counts of recommendations that reach each step: "Of 189 safety
 * recommendations in this register, we found a public reply to 50. …" It ends with the first "none".
 */
export const homeHeadline = (counts: RecommendationsReached, data: DataSet): string => {
	const { recommendations, replied, accepted, delivered, assured } = counts;
	const here = HERE[data];
	if (recommendations === 0) return `There are no safety recommendations in this ${here} yet.`;
	if (recommendations === 1) return headlineOfOne(counts, here);
	const asked = `of ${countOf(recommendations, 'safety recommendation')} in this ${here}, we found a public reply to ${
		replied === recommendations ? 'all of them' : noneOr(replied)
	}`;
	const steps = [
		{ n: replied, words: asked },
		{ n: accepted, words: `${noneOr(accepted)} ${verb(accepted, 'was', 'were')} accepted in whole or part` },
		{ n: delivered, words: `${noneOr(delivered)} ${verb(delivered, 'is', 'are')} said to be done` },
		{
			n: assured,
			words: `${noneOr(assured)} ${verb(assured, 'has', 'have')} been independently confirmed here`
		}
	];
	const firstNone = steps.findIndex(({ n }) => n === 0);
	const said = firstNone === -1 ? steps : steps.slice(0, firstNone + 1);
	return said.map(({ words }) => sentence(words)).join(' ');
};

const headlineOfOne = (
	{ replied, accepted, delivered, assured }: RecommendationsReached,
	here: string
): string => {
	const steps = [
		{ n: replied, is: 'we found a public reply to it', not: 'we found no public reply to it' },
		{ n: accepted, is: 'it was accepted in whole or part', not: 'it was not accepted' },
		{ n: delivered, is: 'it is said to be done', not: 'it is not said to be done' },
		{
			n: assured,
			is: 'it has been independently confirmed here',
			not: 'it has not been independently confirmed here'
		}
	];
	const firstNone = steps.findIndex(({ n }) => n === 0);
	const said = firstNone === -1 ? steps : steps.slice(0, firstNone + 1);
	return [
		`there is one safety recommendation in this ${here}`,
		...said.map(({ n, is, not }) => (n === 0 ? not : is))
	]
		.map(sentence)
		.join(' ');
};

/** All that is counted about one selection on one day. */
export type Counts = { as_at: Day; standings: readonly StandingCount[]; duties: readonly DutyCount[] };

/** The three sentences with which a page of progress begins. */
export type Opening = {
	where_we_stand: string;
	/** Undefined when there is no day to compare with. */
	what_changed: string | undefined;
	what_needs_attention: string;
};

/** The opening of a page from what is counted now and, where the reader chose a day to compare with, then. */
export const opening = (now: Counts, then?: Counts): Opening => ({
	where_we_stand: whereWeStand(now),
	what_changed: then && whatChanged(now, then),
	what_needs_attention: whatNeedsAttention(now)
});

const overdueOf = ({ as_at, duties }: Counts): Rate[] =>
	CLOCKS.map((clock) => overdueRate[clock].compute(duties, { as_at }));

const whereWeStand = ({ as_at, standings }: Counts): string => {
	const asked = base.compute(standings, { as_at }).numerator;
	const reported = reportedRate.compute(standings, { as_at });
	const assured = assuredRate.compute(standings, { as_at });
	if (asked === 0) return 'Nothing has been asked here yet.';
	if (reported.denominator === 0)
		return sentence(`${countOf(asked, 'assignment')} so far, and none accepted`);
	const claimed = `${shareOf(reported, 'accepted assignment')} ${verb(reported.numerator, 'is', 'are')} said to be done`;
	if (reported.numerator === 0) return sentence(claimed);
	return sentence(
		`${claimed}, and ${shareAlone(assured)} ${verb(assured.numerator, 'has', 'have')} been independently confirmed`
	);
};

const whatChanged = (now: Counts, then: Counts): string => {
	const countsOf = (counts: Counts) => {
		const reported = reportedRate.compute(counts.standings, counts);
		return {
			accepted: reported.denominator,
			'said to be done': reported.numerator,
			'independently confirmed': assuredRate.compute(counts.standings, counts).numerator,
			overdue: overdueOf(counts).reduce((sum, { numerator }) => sum + numerator, 0)
		};
	};
	const before = Object.entries(countsOf(then));
	const changes = Object.entries(countsOf(now)).flatMap(([what, n], i) => {
		const more = n - (before[i]?.[1] ?? 0);
		const many = Math.abs(more);
		return more === 0
			? []
			: [`${written(many)} ${more > 0 ? 'more' : 'fewer'} ${verb(many, 'is', 'are')} ${what}`];
	});
	return sentence(
		changes.length === 0
			? `since ${inWords(then.as_at)} no more and no fewer are accepted, said to be done, independently confirmed or overdue`
			: `since ${inWords(then.as_at)}, ${listed(changes)}`
	);
};

const whatNeedsAttention = (counts: Counts): string => {
	const { as_at, standings, duties } = counts;
	const late = overdueOf(counts).map(({ numerator }, i) => ({ n: numerator, clock: CLOCKS[i]! }));
	const undated = CLOCKS.map((clock) => ({
		clock,
		n: undatedShare[clock].compute(duties, { as_at }).numerator
	}));
	const named = (owed: typeof late) =>
		listed(owed.filter(({ n }) => n > 0).map(({ n, clock }) => countOf(n, ...OWED[clock])));
	const [awaiting = 0, notConfirmed = 0, lapsed = 0] = reportedAssuredGap
		.compute(standings, { as_at })
		.parts.map(({ n }) => n);
	const claims = [
		{ n: awaiting, words: `${countOf(awaiting, 'claim')} ${verb(awaiting, 'awaits', 'await')} a check` },
		{ n: notConfirmed, words: `${countOf(notConfirmed, 'claim')} could not be confirmed` },
		{ n: lapsed, words: `${countOf(lapsed, 'confirmation')} ${verb(lapsed, 'has', 'have')} lapsed` }
	].filter(({ n }) => n > 0);
	const lateInAll = late.reduce((sum, { n }) => sum + n, 0);
	return [
		lateInAll === 0 ? 'nothing is overdue' : `${named(late)} ${verb(lateInAll, 'is', 'are')} overdue`,
		claims.length === 0 ? 'no claim awaits a check' : listed(claims.map(({ words }) => words)),
		...(undated.some(({ n }) => n > 0) ? [`no date is set for ${named(undated)}`] : [])
	]
		.map(sentence)
		.join(' ');
};
