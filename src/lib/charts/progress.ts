import { monthOf, type Day } from '#lib/domain/day.ts';
import { cascadeOfAssignments } from '#lib/domain/numbers/cascade.ts';
import { statesByGroup, statesByMonth, type CodedChange } from '#lib/domain/numbers/coded-states.ts';
import type { Counted } from '#lib/domain/numbers/counted.ts';
import type { StatesAt } from '#lib/domain/numbers/series.ts';
import { gapByMonth } from '#lib/domain/numbers/gap.ts';
import { STATES } from '#lib/domain/numbers/states.ts';
import { barriers } from './barriers.ts';
import { cascade } from './cascade.ts';
import type { Figure, FigureContext } from './figure.ts';
import { fixedHorizons } from './fixed-horizons.ts';
import { onTime } from './on-time.ts';
import { gapOverTime } from './gap-over-time.ts';
import { claimsByMonth, monthlyFlow } from './monthly-flow.ts';
import { lastMonths } from './months.ts';
import { overdue } from './overdue.ts';
import { recurrence } from './recurrence.ts';
import { reportedAndAssured } from './reported-and-assured.ts';
import { regionsOverTime } from './regions-over-time.ts';
import { slip } from './slip.ts';
import { stateOverTime } from './state-over-time.ts';
import { strengthMix } from './strength-mix.ts';
import { timeToAssured } from './time-to-assured.ts';
import { timeToAssuredSplit, tooManyToSplit } from './time-to-assured-split.ts';
import { whereEach } from './where-each.ts';

// Two years: enough for limits, and not so long that they are those of another time.
const MONTHS_OF_FLOW = 24;

/** The states at the end of each month that is shown: of the last three years, as far as anything had been asked. */
const monthsShown = (changes: readonly CodedChange[], as_at: Day): StatesAt[] => {
	const months = lastMonths(statesByMonth(changes, as_at), as_at);
	if (months.length === 0) return [{ month: monthOf(as_at), as_at, states: undefined }];
	return months.map(({ month, as_at, states }) => ({
		month,
		as_at,
		states: states ? STATES.map((state) => ({ state, n: states[state] })) : undefined
	}));
};

const timeToAssuredBy = (
	facts: Counted['facts'],
	split: Counted['split'],
	context: FigureContext
): Figure => {
	if (!split || split.by === 'region') return timeToAssured(facts, context);
	const { by, counted } = split;
	return counted
		? timeToAssuredSplit({ by, waits: counted.waits }, context)
		: tooManyToSplit('time-to-assured', 'How long a confirmation takes', context);
};

/** Only drawn where somebody asked for it: it reads every month of every region. */
const regionsOver = (split: Counted['split'], context: FigureContext): Figure => {
	const title = 'Said to be done and confirmed over time, region by region';
	if (split?.by === 'region')
		return split.counted
			? regionsOverTime(split.counted, context)
			: tooManyToSplit('regions-over-time', title, context);
	return { ...tooManyToSplit('regions-over-time', title, context), sentence: 'Split by region to see it.' };
};

/** The figures of the progress page by their id, each drawn from the same rows as its table and its CSV. */
export const PROGRESS_FIGURES: Record<string, (counted: Counted, context: FigureContext) => Figure> = {
	cascade: ({ standings }, context) => cascade(cascadeOfAssignments.compute(standings, context), context),
	'gap-over-time': ({ changes }, context) =>
		gapOverTime(lastMonths(gapByMonth(changes, context.as_at), context.as_at), context),
	'reported-and-assured': ({ standings }, context) => reportedAndAssured(standings, context),
	overdue: ({ duties }, context) => overdue(duties, context),
	'state-over-time': ({ changes }, context) => stateOverTime(monthsShown(changes, context.as_at), context),
	'on-time': ({ due, facts }, context) => onTime(due, facts, context),
	slip: ({ facts }, context) => slip(facts, context),
	'time-to-assured': ({ facts, split }, context) => timeToAssuredBy(facts, split, context),
	'fixed-horizons': ({ facts }, context) => fixedHorizons(facts, context),
	barriers: ({ facts }, context) => barriers(facts, context),
	'strength-mix': ({ strengths }, context) => strengthMix(strengths, context),
	'monthly-flow': ({ changes }, context) =>
		monthlyFlow(claimsByMonth(gapByMonth(changes, context.as_at)).slice(-MONTHS_OF_FLOW), context),
	'by-region': ({ groups }, context) =>
		whereEach('region', groups && statesByGroup(groups.region).groups, context),
	'by-kind-of-organisation': ({ groups }, context) =>
		whereEach('organisation kind', groups && statesByGroup(groups['organisation kind']).groups, context),
	'by-source': ({ groups }, context) =>
		whereEach('source', groups && statesByGroup(groups.source).groups, context),
	'regions-over-time': ({ split }, context) => regionsOver(split, context),
	recurrence: ({ families }, context) => recurrence(families, context)
};
