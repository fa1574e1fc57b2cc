import type { AssignmentState } from './assignment.ts';
import { CLOCKS, cycleMonths, dutiesOf, USUAL_CYCLE_MONTHS, type Clock } from './clock.ts';
import { addMonths, daysBetween, later, monthOf, type Day } from './day.ts';
import { isInBase, stepsReached, type Standing } from './standing.ts';

/** How an assignment's wait for an independent confirmation ended; `open` while it goes on. */
export const OUTCOMES = ['open', 'confirmed', 'refused', 'ended otherwise'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** After how many months somebody looks whether it was confirmed. */
export const HORIZONS = [12, 24, 48] as const;

/**
 * What is counted of an assignment beside its standing and its duties, as far as it has it. `value`, `day` and `length`
 * say what of it is counted:
 * open: waits for a confirmation; `day` is the day on which it was asked.
 * ended: the wait is over; `value` is the outcome, `length` the days that it took.
 * cohort: the same; `day` is the month in which it was asked, `length` the shortest horizon within which it was confirmed.
 * heard: the organisation still has to act; `day` is when it was last heard of, the day on which it was asked before that,
 * `length` its reporting cycle in months where it is not the usual one.
 * on hold, refusal, extension: `value` is the barrier that was named, the newest where several were.
 * extensions: `length` is how many were granted.
 * originally, currently: a duty whose date was moved; `value` is clock and status, `day` the first date and the date now.
 * slip: the same; `value` is the clock, `length` the days between the two.
 */
export const FACTS = [
	'open',
	'ended',
	'cohort',
	'heard',
	'on hold',
	'refusal',
	'extension',
	'extensions',
	'originally',
	'currently',
	'slip'
] as const;
export type FactKind = (typeof FACTS)[number];
export type Fact = { fact: FactKind; value: string; day: Day | null; length: number | null };

/** How many facts are alike. */
export type FactCount = Fact & { n: number };

/** What is counted under when nobody named a barrier. */
export const NO_BARRIER = 'not stated';

/** Whether the wait for a confirmation goes on, and how it ended if not; undefined outside the base. */
export const outcomeOf = (standing: Standing): Outcome | undefined => {
	if (!isInBase(standing)) return undefined;
	if (stepsReached(standing) >= 6) return 'confirmed';
	if (standing.position === 'not accepted' || standing.position === 'not applicable') return 'refused';
	const closed = ['superseded', 'reconsidered', 'not implemented'].includes(standing.closure);
	return closed || standing.disposition === 'declined' || standing.disposition === 'superseded'
		? 'ended otherwise'
		: 'open';
};

/** The shortest horizon within which something asked on a day was over, in months; null when it took longer than all. */
export const horizonOf = (asked_on: Day, over_on: Day): number | null =>
	HORIZONS.find((months) => over_on <= addMonths(asked_on, months)) ?? null;

const fact = (
	kind: FactKind,
	{ value = '', day = null, length = null }: Partial<Omit<Fact, 'fact'>>
): Fact => ({
	fact: kind,
	value,
	day,
	length
});

const waitOf = (state: AssignmentState, outcome: Outcome): Fact[] => {
	const { assigned_on } = state;
	if (outcome === 'open') return [fact('open', { day: assigned_on })];
	const over_on = later(state.outcome_on ?? assigned_on, assigned_on);
	return [
		fact('ended', { value: outcome, length: daysBetween(assigned_on, over_on) }),
		fact('cohort', {
			value: outcome,
			day: monthOf(assigned_on),
			length: outcome === 'confirmed' ? horizonOf(assigned_on, over_on) : null
		})
	];
};

/** What a duty is counted under where its first date and its date now are kept apart. */
export const clockAndStatus = (clock: Clock, status: string): string => `${clock}|${status}`;

const movedDatesOf = (state: AssignmentState): Fact[] => {
	const isMoved = (clock: Clock) => state[`${clock}_due_originally_on`] !== state[`${clock}_due_on`];
	if (!CLOCKS.some(isMoved)) return [];
	const asFirstSet = dutiesOf({
		...state,
		response_due_on: state.response_due_originally_on,
		action_due_on: state.action_due_originally_on,
		evidence_due_on: state.evidence_due_originally_on
	});
	return dutiesOf(state).flatMap(({ clock, due_on, status }) => {
		const first = asFirstSet.find((duty) => duty.clock === clock);
		if (!first || !isMoved(clock)) return [];
		return [
			fact('originally', { value: clockAndStatus(clock, first.status), day: first.due_on }),
			fact('currently', { value: clockAndStatus(clock, status), day: due_on }),
			...(first.due_on && due_on
				? [fact('slip', { value: clock, length: daysBetween(first.due_on, due_on) })]
				: [])
		];
	});
};

/** All facts of an assignment, each once. None outside the base. */
export const factsOf = (state: AssignmentState): Fact[] => {
	const outcome = outcomeOf(state);
	if (!outcome) return [];
	const barrier = state.barrier ?? NO_BARRIER;
	const cycle = cycleMonths(state.reports_every);
	const stillTheirs = outcome === 'open' && state.delivery !== 'delivered';
	return [
		...waitOf(state, outcome),
		...(stillTheirs
			? [
					fact('heard', {
						day: state.updated_on ?? state.assigned_on,
						length: cycle === USUAL_CYCLE_MONTHS ? null : cycle
					})
				]
			: []),
		...(stillTheirs && state.delivery === 'on hold' ? [fact('on hold', { value: barrier })] : []),
		...(outcome === 'refused' ? [fact('refusal', { value: barrier })] : []),
		...(state.extension_barrier ? [fact('extension', { value: state.extension_barrier })] : []),
		...(state.extensions > 0 ? [fact('extensions', { length: state.extensions })] : []),
		...movedDatesOf(state)
	];
};
