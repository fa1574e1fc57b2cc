import type { Adequacy } from './axes/adequacy.ts';
import type { Assurance } from './axes/assurance.ts';
import type { Closure } from './axes/closure.ts';
import type { Delivery } from './axes/delivery.ts';
import type { Disposition } from './axes/disposition.ts';
import type { Position } from './axes/position.ts';
import { CADENCES, CLOCKS, type Cadence, type Clock } from './clock.ts';
import type { DataSet } from './data-set.ts';
import { later, type Day } from './day.ts';
import type { EffectiveOnIs, EventDraft } from './event.ts';
import { outcomeOf } from './fact.ts';

type Clocks = { [C in Clock as `${C}_due_on`]: Day | null } & {
	[C in Clock as `${C}_due_originally_on`]: Day | null;
};

/** The state of one assignment as its events leave it: the projection that the database keeps beside them. */
export type AssignmentState = Clocks & {
	organisation_id: number;
	assigned_on: Day;
	disposition: Disposition;
	position: Position;
	delivery: Delivery;
	assurance: Assurance;
	closure: Closure;
	adequacy: Adequacy;
	/** How often the board asked for a report; the usual cycle where it did not say. */
	reports_every: Cadence | null;
	barrier: string | null;
	claimed_on: Day | null;
	claimed_by: number | null;
	responded_on: Day | null;
	responded_on_is: EffectiveOnIs | null;
	delivered_on: Day | null;
	delivered_on_is: EffectiveOnIs | null;
	submitted_on: Day | null;
	submitted_by: number | null;
	assured_on: Day | null;
	/** Whether the newest word about it is that its approver sent a claim back. */
	returned: boolean;
	/** Since when the wait for a confirmation goes on, or is over, as it stands. */
	outcome_on: Day | null;
	/** What stood in the way when more time was asked for last. */
	extension_barrier: string | null;
	/** How often more time was granted. */
	extensions: number;
	last_said: string | null;
	updated_on: Day | null;
	latest_on: Day;
	version: number;
};

/** One assignment as the record knows it. */
export type Assignment = AssignmentState & { id: number; data_set: DataSet; recommendation_id: number };

/** An event as far as it moves an assignment. */
export type AssignmentEvent = {
	what: EventDraft['what'];
	to_value?: string | null | undefined;
	narrative?: string | null | undefined;
	detail?: Record<string, unknown> | null | undefined;
	effective_on: Day;
	effective_on_is?: EffectiveOnIs | undefined;
	organisation_id?: number | null | undefined;
	person_id?: number | null | undefined;
};

const BEFORE_ALL: Day = '0001-01-01';

/** The state of an assignment before its first event. */
export const unborn = (organisation_id: number, disposition: Disposition = 'untriaged'): AssignmentState => ({
	organisation_id,
	assigned_on: BEFORE_ALL,
	disposition,
	position: 'awaiting response',
	delivery: 'no information',
	assurance: 'not assessed',
	closure: 'open',
	adequacy: 'not assessed',
	reports_every: null,
	response_due_on: null,
	response_due_originally_on: null,
	action_due_on: null,
	action_due_originally_on: null,
	evidence_due_on: null,
	evidence_due_originally_on: null,
	barrier: null,
	claimed_on: null,
	claimed_by: null,
	responded_on: null,
	responded_on_is: null,
	delivered_on: null,
	delivered_on_is: null,
	submitted_on: null,
	submitted_by: null,
	assured_on: null,
	returned: false,
	outcome_on: null,
	extension_barrier: null,
	extensions: 0,
	last_said: null,
	updated_on: null,
	latest_on: BEFORE_ALL,
	version: 0
});

/** Whether nobody has been asked: there was no event yet that says so, or it was undone. */
export const isUnborn = ({ assigned_on }: Pick<AssignmentState, 'assigned_on'>): boolean =>
	assigned_on === BEFORE_ALL;

const BY_THE_ORGANISATION: readonly string[] = ['position', 'claim', 'delivery', 'update', 'evidence'];

const setDue = (state: AssignmentState, clock: Clock, due_on: Day | null): Partial<AssignmentState> => ({
	[`${clock}_due_on`]: due_on,
	[`${clock}_due_originally_on`]: state[`${clock}_due_originally_on`] ?? due_on
});

const claimEnds = { claimed_on: null, claimed_by: null };

/** What one event changes, by what it is about. */
const effect = (state: AssignmentState, event: AssignmentEvent): Partial<AssignmentState> => {
	const to = event.to_value ?? '';
	const on = event.effective_on;
	const certainty = event.effective_on_is ?? 'the day';
	const detail = event.detail ?? {};
	const barrier = typeof detail.barrier === 'string' ? detail.barrier : null;
	const by = event.person_id ?? null;
	switch (event.what) {
		case 'assigned':
			return CLOCKS.reduce<Partial<AssignmentState>>(
				(changes, clock) => ({
					...changes,
					...setDue(state, clock, (detail[`${clock}_due_on`] as Day | undefined) ?? null)
				}),
				{
					assigned_on: on,
					organisation_id: event.organisation_id ?? state.organisation_id,
					reports_every: CADENCES.find((cadence) => cadence === detail.reports_every) ?? null
				}
			);
		case 'position':
			return {
				position: to as Position,
				barrier: barrier ?? (state.delivery === 'on hold' ? state.barrier : null),
				returned: false,
				responded_on: state.responded_on ?? on,
				responded_on_is: state.responded_on_is ?? certainty
			};
		case 'claim':
			return to === 'claimed'
				? { claimed_on: on, claimed_by: by, returned: false }
				: { ...claimEnds, returned: to === 'returned' };
		case 'delivery':
			return {
				delivery: to as Delivery,
				returned: false,
				barrier: to === 'on hold' ? barrier : null,
				...(to === 'delivered'
					? { ...claimEnds, delivered_on: on, delivered_on_is: certainty }
					: { delivered_on: null, delivered_on_is: null })
			};
		case 'assurance':
			if (to === 'submitted') return { assurance: to, submitted_on: on, submitted_by: by, assured_on: null };
			if (to === 'assured') return { assurance: to, assured_on: on };
			if (to === 'sustained') return { assurance: to };
			return { assurance: to as Assurance, assured_on: null, submitted_on: null, submitted_by: null };
		case 'closure':
			return { closure: to as Closure };
		case 'update':
			return barrier === null ? { returned: false } : { barrier, returned: false };
		case 'adequacy':
			return { adequacy: to as Adequacy };
		case 'due date':
			return setDue(state, detail.clock as Clock, event.to_value ?? null);
		case 'extension':
			if (to === 'asked') return { extension_barrier: barrier };
			return to === 'granted' ? { extensions: state.extensions + 1 } : {};
		case 'transfer':
			return { organisation_id: detail.to_organisation_id as number };
		case 'disposition':
			return { disposition: to as Disposition };
		default:
			return {};
	}
};

/** The state after an entry that is only counted: one that was undone, or one that undoes. */
export const counted = (state: AssignmentState): AssignmentState => ({
	...state,
	version: state.version + 1
});

/** The state after one more event. Events are applied in the order of their effective days. */
export const apply = (state: AssignmentState, event: AssignmentEvent): AssignmentState => {
	if (event.what === 'undo') return counted(state);
	// What is written beside an assignment moves nothing of it, and keeps nobody from saving what they had begun.
	if (event.what === 'escalation' || event.what === 'statement') return state;
	const next = { ...state, ...effect(state, event), latest_on: later(state.latest_on, event.effective_on) };
	if (next.outcome_on === null || outcomeOf(next) !== outcomeOf(state)) next.outcome_on = event.effective_on;
	if (event.what !== 'disposition') next.version += 1;
	// A reply that is only known to be no later than a day tells nothing of when the organisation last reported.
	if (BY_THE_ORGANISATION.includes(event.what) && event.effective_on_is !== 'no later than') {
		next.updated_on = later(state.updated_on ?? event.effective_on, event.effective_on);
		if (event.narrative) next.last_said = event.narrative;
	}
	return next;
};
