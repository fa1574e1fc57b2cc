import { CLOCKS, type Clock } from '#lib/domain/clock.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import { inWords, type Day } from '#lib/domain/day.ts';
import type { DutyCount } from '#lib/domain/numbers/duties.ts';
import { reportedAssuredGap } from '#lib/domain/numbers/gap.ts';
import {
	countOf,
	listed,
	sentence,
	shareAlone,
	shareOf,
	verb,
	written
} from '#lib/domain/numbers/in-words.ts';
import { overdueOf, undatedShare } from '#lib/domain/numbers/overdue.ts';
import { assuredRate, base, reportedRate } from '#lib/domain/numbers/rates.ts';
import type { StandingCount } from '#lib/domain/standing.ts';
import { unknownDays } from './caption.ts';
import { OWED } from './overdue.ts';

/** All that is counted about one selection on one day. */
export type Counts = { as_at: Day; standings: readonly StandingCount[]; duties: readonly DutyCount[] };

/** What is counted about it on the day that is compared with: how many of each clock were overdue. */
export type CountsThen = Pick<Counts, 'as_at' | 'standings'> & {
	data: DataSet;
	overdue: Record<Clock, number>;
};

/** The three things with which a page of progress begins, each in a sentence or two. */
export type Opening = {
	where_we_stand: string;
	/** Undefined when there is no day to compare with. */
	what_changed: string | undefined;
	what_needs_attention: string;
};

/** The opening of a page from what is counted now and, where there is a day to compare with, then. */
export const opening = (now: Counts, then?: CountsThen): Opening => ({
	where_we_stand: whereWeStand(now),
	what_changed: then && whatChanged(now, then),
	what_needs_attention: whatNeedsAttention(now)
});

const assignmentsOf = ({ as_at, standings }: Pick<Counts, 'as_at' | 'standings'>) => {
	const reported = reportedRate.compute(standings, { as_at });
	return {
		asked: base.compute(standings, { as_at }).numerator,
		accepted: reported.denominator,
		reported,
		assured: assuredRate.compute(standings, { as_at })
	};
};

const lateOf = ({ duties }: Counts) => {
	const overdue = overdueOf(duties);
	return CLOCKS.map((clock) => ({ clock, n: overdue[clock] }));
};

const whereWeStand = (now: Counts): string => {
	const { asked, accepted, reported, assured } = assignmentsOf(now);
	if (asked === 0) return 'Nothing has been asked here yet.';
	const promised = `${shareOf({ numerator: accepted, denominator: asked }, 'assignment')} ${verb(accepted, 'is', 'are')} accepted`;
	if (accepted === 0) return sentence(promised);
	if (accepted === 1)
		return sentence(
			`${promised}; it ${reported.numerator === 0 ? 'is not' : 'is'} said to be done${
				reported.numerator === 0
					? ''
					: ` and has ${assured.numerator === 0 ? 'not ' : ''}been independently confirmed`
			}`
		);
	const claimed = `${shareAlone(reported)} ${verb(reported.numerator, 'is', 'are')} said to be done`;
	const confirmed = `${shareAlone(assured)} ${verb(assured.numerator, 'has', 'have')} been independently confirmed`;
	return sentence(`${promised}; of these, ${claimed}${reported.numerator === 0 ? '' : ` and ${confirmed}`}`);
};

/** Net changes: what is said to be done may have fallen because as many claims were returned as were made. */
const whatChanged = (now: Counts, then: CountsThen): string => {
	const by = (more: number, of: [one: string, several: string] | undefined, what: string): string[] => {
		const many = Math.abs(more);
		const noun = of ? ` ${many === 1 ? of[0] : of[1]}` : '';
		return more === 0
			? []
			: [`${written(many)} ${more > 0 ? 'more' : 'fewer'}${noun} ${verb(many, 'is', 'are')} ${what}`];
	};
	const [after, before] = [assignmentsOf(now), assignmentsOf(then)];
	const steps = [
		{ more: after.asked - before.asked, what: 'asked for' },
		{ more: after.accepted - before.accepted, what: 'accepted' },
		{ more: after.reported.numerator - before.reported.numerator, what: 'said to be done' },
		{ more: after.assured.numerator - before.assured.numerator, what: 'independently confirmed' }
	].filter(({ more }) => more !== 0);
	const changes = [
		...steps.flatMap(({ more, what }, i) =>
			by(more, i === 0 ? ['assignment', 'assignments'] : undefined, what)
		),
		...lateOf(now).flatMap(({ clock, n }) => by(n - then.overdue[clock], OWED[clock], 'overdue'))
	];
	// Only what is newly asked has its day for certain.
	const mayBeOlder = changes.length > (after.asked === before.asked ? 0 : 1);
	const told = sentence(
		changes.length === 0
			? `since ${inWords(then.as_at)} there is no change in how many assignments are asked for, accepted, said to be done or independently confirmed, or in how much is overdue`
			: `since ${inWords(then.as_at)}, ${listed(changes)}`
	);
	return [told, ...(mayBeOlder ? unknownDays(then.data) : [])].join(' ');
};

const whatNeedsAttention = (counts: Counts): string => {
	const { as_at, standings, duties } = counts;
	const late = lateOf(counts);
	const undated = CLOCKS.map((clock) => ({
		clock,
		n: undatedShare[clock].compute(duties, { as_at }).numerator
	}));
	const named = (owed: typeof late) =>
		listed(owed.filter(({ n }) => n > 0).map(({ n, clock }) => countOf(n, ...OWED[clock])));
	const { parts } = reportedAssuredGap.compute(standings, { as_at });
	const [awaiting = 0, notConfirmed = 0, lapsed = 0] = parts.map(({ n }) => n);
	const claims = [
		{ n: awaiting, words: `${countOf(awaiting, 'claim')} ${awaiting === 1 ? 'awaits' : 'await'} a check` },
		{ n: notConfirmed, words: `${countOf(notConfirmed, 'claim')} could not be confirmed` },
		{ n: lapsed, words: `${countOf(lapsed, 'confirmation')} ${verb(lapsed, 'has', 'have')} lapsed` }
	].filter(({ n }, i) => i === 0 || n > 0);
	const lateInAll = late.reduce((sum, { n }) => sum + n, 0);
	return [
		lateInAll === 0 ? 'nothing is overdue' : `${named(late)} ${verb(lateInAll, 'is', 'are')} overdue`,
		listed(claims.map(({ words }) => words)),
		...(undated.some(({ n }) => n > 0) ? [`no date is set for ${named(undated)}`] : [])
	]
		.map(sentence)
		.join(' ');
};
