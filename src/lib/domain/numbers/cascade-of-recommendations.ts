import { STEPS, type Step } from '#lib/domain/standing.ts';
import type { Cascade } from './cascade.ts';
import type { Words } from './definition.ts';
import { rateOf, type Moment } from './number.ts';

/** How many recommendations reach each step or a later one. */
export type RecommendationsReached = {
	recommendations: number;
	replied: number;
	accepted: number;
	planned: number;
	delivered: number;
	assured: number;
	sustained: number;
	/** Left out of all the others, where known. */
	merged?: number;
};

const MERGED = {
	name: 'merged into another',
	means: 'The board merged it into another one, which is counted.'
};

type Reached = {
	name: Step;
	means: string;
	reached: Exclude<keyof RecommendationsReached, 'merged'>;
	dropped: string;
};

// A recommendation is for several organisations: up to the plan one of them is enough, from the claim on it takes all.
const LADDER: Reached[] = [
	{
		name: 'asked',
		means: 'Recommendations made on or before the day.',
		reached: 'recommendations',
		dropped: ''
	},
	{
		name: 'responded',
		means: 'We found a response from at least one organisation.',
		reached: 'replied',
		dropped: 'no reply found'
	},
	{
		name: 'accepted',
		means: 'At least one organisation accepted it, in full, in part or in principle.',
		reached: 'accepted',
		dropped: 'refused by all who replied'
	},
	{
		name: 'planned',
		means: 'At least one organisation that accepted it has a plan, or is further.',
		reached: 'planned',
		dropped: 'accepted, no plan known'
	},
	{
		name: 'delivered',
		means: 'Every organisation that accepted it says that it is done.',
		reached: 'delivered',
		dropped: 'planned or under way'
	},
	{
		name: 'assured',
		means: 'For every organisation that accepted it, somebody independent confirmed that it is done.',
		reached: 'assured',
		dropped: 'not confirmed'
	},
	{
		name: 'sustained',
		means: 'For every one of them it was confirmed again 12 months or more later.',
		reached: 'sustained',
		dropped: 'not yet checked again'
	}
];

/** The cascade over recommendations, for the home page. Refuses counts in which a step exceeds the one before it. */
export const cascadeOfRecommendations = (counts: RecommendationsReached, moment: Moment): Cascade => {
	const exclusions = counts.merged ? [{ what: MERGED.name, n: counts.merged }] : [];
	const steps = LADDER.map(({ name, reached, dropped }, i) => {
		const before = LADDER[i - 1];
		const numerator = counts[reached];
		const lost = before ? counts[before.reached] - numerator : 0;
		if (lost < 0) throw new RangeError(`More recommendations are ${name} than reached the step before.`);
		return {
			name,
			reached: rateOf({ name, numerator, denominator: counts.recommendations, exclusions }, moment),
			dropped: lost === 0 ? [] : [{ what: dropped, n: lost }]
		};
	});
	return { ...moment, of: 'recommendations', asked: counts.recommendations, exclusions, steps };
};

/** What the method page prints of it. */
export const recommendationsCascade: Words = {
	id: 'cascade-of-recommendations',
	name: 'Cascade of recommendations',
	in_plain_words:
		'How far recommendations have got, each counted once. One reply, acceptance or plan is enough for the first steps; from “said to be done” on, every organisation that accepted it must be there.',
	formula: `each of ${STEPS.slice(1).join(', ')} ÷ ${STEPS[0]}`,
	terms: LADDER.map(({ name, means }) => ({ name, means })),
	left_out: [MERGED],
	authority: 'Our own. A recommendation’s state is made from those of its assignments and never typed.'
};
