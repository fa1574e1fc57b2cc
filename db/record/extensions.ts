import { sql } from 'kysely';
import type { Clock } from '#lib/domain/clock.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { ExtensionDecision } from '#lib/domain/extension.ts';
import { asTable } from '../rows.ts';
import type { Writing } from '../schema.ts';

export type NewExtension = {
	data_set: DataSet;
	assignment_id: number;
	organisation_id: number;
	clock: Clock;
	due_on: Day;
	asked_for_on: Day;
	reason: string;
	barrier: string;
	asked_on: Day;
	asked_by: number | null;
	needs_board: boolean;
};

/** Keeps requests for more time, undecided, and returns their numbers in the order given. */
export const insertExtensions = async (trx: Writing, rows: readonly NewExtension[]): Promise<number[]> => {
	if (rows.length === 0) return [];
	const columns = {
		data_set: 'text',
		assignment_id: 'int4',
		organisation_id: 'int4',
		clock: 'text',
		due_on: 'date',
		asked_for_on: 'date',
		reason: 'text',
		barrier: 'text',
		asked_on: 'date',
		asked_by: 'int4',
		needs_board: 'bool'
	};
	const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)));
	const { rows: made } = await sql<{ id: number }>`
		insert into extension (${names}) select ${names} from ${asTable(rows, columns)} returning id`.execute(trx);
	return made.map(({ id }) => id).sort((a, b) => a - b);
};

export type Decided = {
	id: number;
	decision: ExtensionDecision;
	decided_on: Day;
	decided_by: number | null;
	decision_reason?: string | undefined;
};

/** Writes decisions beside the requests that they answer. */
export const decideExtensions = async (trx: Writing, rows: readonly Decided[]): Promise<void> => {
	if (rows.length === 0) return;
	const columns = {
		id: 'int4',
		decision: 'text',
		decided_on: 'date',
		decided_by: 'int4',
		decision_reason: 'text'
	};
	await sql`update extension kept
		set decision = given.decision, decided_on = given.decided_on, decided_by = given.decided_by, decision_reason = given.decision_reason
		from ${asTable(rows, columns)} where kept.id = given.id`.execute(trx);
};
