import { addDays, addMonths, later, type Day } from '#lib/domain/day.ts';
import { cascadeOfAssignments } from '#lib/domain/numbers/cascade.ts';
import type { Counted } from '#lib/domain/numbers/counted.ts';
import { monthEnds, type StandingChange } from '#lib/domain/numbers/series.ts';
import { cascade } from './cascade.ts';
import type { Figure, FigureContext } from './figure.ts';
import { overdue } from './overdue.ts';
import { reportedAndAssured } from './reported-and-assured.ts';
import { stateOverTime } from './state-over-time.ts';

const MONTHS_SHOWN = 36;

const from = (changes: StandingChange[], as_at: Day): Day =>
	later(changes[0]?.month ?? as_at, addDays(addMonths(as_at, -MONTHS_SHOWN), 1));

/** The figures of the progress page by their id, each drawn from the same rows as its table and its CSV. */
export const PROGRESS_FIGURES: Record<string, (counted: Counted, context: FigureContext) => Figure> = {
	cascade: ({ standings }, context) => cascade(cascadeOfAssignments.compute(standings, context), context),
	'reported-and-assured': ({ standings }, context) => reportedAndAssured(standings, context),
	overdue: ({ duties }, context) => overdue(duties, context),
	'state-over-time': ({ changes }, context) =>
		stateOverTime(monthEnds(changes, { from: from(changes, context.as_at), to: context.as_at }), context)
};
