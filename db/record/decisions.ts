import { sql } from 'kysely';
import type { Disposition } from '#lib/domain/axes/disposition.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import { asTable } from '../rows.ts';
import type { Writing } from '../schema.ts';

export type NewDecision = {
	data_set: DataSet;
	recommendation_id: number;
	meeting_id?: number | undefined;
	what: string;
	reason: string;
	decided_on: Day;
	recorded_by: number | null;
	disposition: Disposition;
	merged_into_id?: number | undefined;
	review_on?: Day | undefined;
};

/** Minutes what a board decided about recommendations, each with its subject, and puts it on the recommendations. */
export const insertDecisions = async (trx: Writing, rows: readonly NewDecision[]): Promise<void> => {
	if (rows.length === 0) return;
	const columns: Record<string, string> = {
		data_set: 'text',
		meeting_id: 'int4',
		what: 'text',
		reason: 'text',
		decided_on: 'date',
		recorded_by: 'int4'
	};
	const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)));
	const { rows: made } = await sql<{ id: number }>`
		insert into decision (${names}) select ${names} from ${asTable(rows, columns)} returning id`.execute(trx);
	const ids = made.map(({ id }) => id).sort((a, b) => a - b);
	const subjects = rows.map((row, index) => ({ decision_id: ids[index], subject_id: row.recommendation_id }));
	await sql`insert into decision_subject (decision_id, subject, subject_id)
		select decision_id, 'recommendation', subject_id
		from ${asTable(subjects, { decision_id: 'int4', subject_id: 'int4' })}`.execute(trx);
	// Of several decisions about one recommendation the last one stands.
	const last = [...new Map(rows.map((row) => [row.recommendation_id, row])).values()];
	const standing: Record<string, string> = {
		recommendation_id: 'int4',
		disposition: 'text',
		merged_into_id: 'int4',
		review_on: 'date'
	};
	await sql`update recommendation kept
		set disposition = given.disposition, merged_into_id = given.merged_into_id, review_on = given.review_on
		from ${asTable(last, standing)}
		where kept.id = given.recommendation_id`.execute(trx);
};
