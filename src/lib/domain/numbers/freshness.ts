import { freshSince } from '#lib/domain/clock.ts';
import { addMonths } from '#lib/domain/day.ts';
import type { FactCount } from '#lib/domain/fact.ts';
import { base } from './assignments.ts';
import { leavesOut, type Words } from './definition.ts';
import { rateOf, type Moment, type Rate } from './number.ts';

const LONG_MONTHS = 60;

const rate = (
	name: string,
	facts: readonly FactCount[],
	holds: (fact: FactCount) => boolean,
	moment: Moment
): Rate => {
	const sum = (some: readonly FactCount[]) => some.reduce((total, { n }) => total + n, 0);
	return rateOf(
		{ name, numerator: sum(facts.filter(holds)), denominator: sum(facts), exclusions: [] },
		moment
	);
};

/** A number over facts: its words, and the function that computes it. */
export type OfFacts = Words & { compute: (facts: readonly FactCount[], moment: Moment) => Rate };

/** What was heard of within the reporting cycle, out of what is still with the organisation. */
export const freshness: OfFacts = {
	id: 'freshness',
	name: 'Freshness',
	in_plain_words: 'Of what organisations still have to act on, the share that they reported on lately.',
	formula: 'reported on lately ÷ still with the organisation',
	terms: [
		{
			name: 'reported on lately',
			means:
				'The organisation said something of it within its reporting cycle (a quarter, unless the board asked for another) and the 30 days before that, or was only asked since.'
		},
		{
			name: 'still with the organisation',
			means:
				'Assignments of the base that are neither said to be done nor refused, declined, superseded or closed.'
		}
	],
	left_out: leavesOut(base),
	authority: 'Our own. Old news makes every other number old, so it stands beside them.',
	compute: (facts, moment) => {
		const theirs = facts.filter(({ fact }) => fact === 'heard');
		const isFresh = ({ day, length }: FactCount) =>
			day !== null && day >= freshSince(moment.as_at, length ?? undefined);
		return rate('Freshness', theirs, isFresh, moment);
	}
};

/** What was asked five years ago or longer, out of what still waits for a confirmation. */
export const longOutstanding: OfFacts = {
	id: 'long-outstanding',
	name: 'Long outstanding',
	in_plain_words:
		'Of what still waits for a confirmation, the share that was asked five years ago or longer.',
	formula: 'asked five years ago or longer ÷ waiting for a confirmation',
	terms: [
		{
			name: 'waiting for a confirmation',
			means: 'Assignments of the base that are neither confirmed nor refused, declined, superseded or closed.'
		}
	],
	left_out: leavesOut(base),
	authority: 'Our own. Five years from the day on which it was asked.',
	compute: (facts, moment) => {
		const before = addMonths(moment.as_at, -LONG_MONTHS);
		const open = facts.filter(({ fact }) => fact === 'open');
		return rate('Long outstanding', open, ({ day }) => day !== null && day <= before, moment);
	}
};
