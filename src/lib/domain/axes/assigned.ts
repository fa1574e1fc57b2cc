import type { Day } from '#lib/domain/day.ts';
import type { Adequacy } from './adequacy.ts';
import type { Assurance } from './assurance.ts';
import type { Condition } from './axis.ts';
import type { Closure } from './closure.ts';
import type { Delivery } from './delivery.ts';
import type { Position } from './position.ts';

/** What the moves of an assignment look at. A row of the database is one. */
export type Assigned = {
	id: number;
	recommendation_id: number;
	organisation_id: number;
	position: Position;
	delivery: Delivery;
	assurance: Assurance;
	closure: Closure;
	adequacy: Adequacy;
	assigned_on: Day;
	claimed_on: Day | null;
	assured_on: Day | null;
	action_due_on: Day | null;
	latest_on: Day;
};

/** What the organisation says can change only while the assignment is open. */
export const whileOpen: Condition<Pick<Assigned, 'closure'>> = {
	when: ({ closure }) => closure === 'open',
	otherwise: ({ closure }) =>
		`This was closed as ‘${closure}’. Ask the issuer or the board to reopen it first.`
};

/** Who speaks for the organisation: its own people, and the registrar who enters what it has published. */
export const SPEAKERS = ['contributor', 'approver', 'registrar'] as const;
