import { addDays, addMonths, monthOf, type Day } from '#lib/domain/day.ts';
import { cascadeOfAssignments } from '#lib/domain/numbers/cascade.ts';
import { statesByMonth, type CodedChange } from '#lib/domain/numbers/coded-states.ts';
import type { Counted } from '#lib/domain/numbers/counted.ts';
import type { StatesAt } from '#lib/domain/numbers/series.ts';
import { STATES } from '#lib/domain/numbers/states.ts';
import { barriers } from './barriers.ts';
import { cascade } from './cascade.ts';
import type { Figure, FigureContext } from './figure.ts';
import { fixedHorizons } from './fixed-horizons.ts';
import { onTime } from './on-time.ts';
import { overdue } from './overdue.ts';
import { recurrence } from './recurrence.ts';
import { reportedAndAssured } from './reported-and-assured.ts';
import { slip } from './slip.ts';
import { stateOverTime } from './state-over-time.ts';
import { timeToAssured } from './time-to-assured.ts';

const MONTHS_SHOWN = 36;

/** The states at the end of each month that is shown: of the last three years, as far as anything had been asked. */
const monthsShown = (changes: readonly CodedChange[], as_at: Day): StatesAt[] => {
	const first = monthOf(addDays(addMonths(as_at, -MONTHS_SHOWN), 1));
	const months = statesByMonth(changes, as_at).filter(({ month }) => month >= first);
	if (months.length === 0) return [{ month: monthOf(as_at), as_at, states: undefined }];
	return months.map(({ month, as_at, states }) => ({
		month,
		as_at,
		states: states ? STATES.map((state) => ({ state, n: states[state] })) : undefined
	}));
};

/** The figures of the progress page by their id, each drawn from the same rows as its table and its CSV. */
export const PROGRESS_FIGURES: Record<string, (counted: Counted, context: FigureContext) => Figure> = {
	cascade: ({ standings }, context) => cascade(cascadeOfAssignments.compute(standings, context), context),
	'reported-and-assured': ({ standings }, context) => reportedAndAssured(standings, context),
	overdue: ({ duties }, context) => overdue(duties, context),
	'state-over-time': ({ changes }, context) => stateOverTime(monthsShown(changes, context.as_at), context),
	'on-time': ({ due, facts }, context) => onTime(due, facts, context),
	slip: ({ facts }, context) => slip(facts, context),
	'time-to-assured': ({ facts }, context) => timeToAssured(facts, context),
	'fixed-horizons': ({ facts }, context) => fixedHorizons(facts, context),
	barriers: ({ facts }, context) => barriers(facts, context),
	recurrence: ({ families }, context) => recurrence(families, context)
};
