import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import { asTable } from '../rows.ts';
import type { Writing } from '../schema.ts';

export type NewEvidence = {
	data_set: DataSet;
	assignment_id: number;
	organisation_id: number;
	kind: string;
	title?: string | undefined;
	url: string;
	dated_on?: Day | undefined;
	added_by: number | null;
	added_at: Date;
};

/** Puts links on file as evidence, all in one statement. */
export const insertEvidence = async (trx: Writing, rows: readonly NewEvidence[]): Promise<void> => {
	if (rows.length === 0) return;
	const columns = {
		data_set: 'text',
		assignment_id: 'int4',
		organisation_id: 'int4',
		kind: 'text',
		title: 'text',
		url: 'text',
		dated_on: 'date',
		added_by: 'int4',
		added_at: 'timestamptz'
	};
	const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)));
	const given = rows.map((row) => ({ ...row, added_at: row.added_at.toISOString() }));
	await sql`insert into evidence (${names}) select ${names} from ${asTable(given, columns)}`.execute(trx);
};

/** Withdraws the evidence that somebody put on file for an assignment at one time, unless it was judged since. */
export const withdrawEvidence = async (
	trx: Writing,
	savings: readonly { assignment_id: number; person_id: number; recorded_at: Date }[]
): Promise<void> => {
	if (savings.length === 0) return;
	const columns = { assignment_id: 'int4', person_id: 'int4', recorded_at: 'timestamptz' };
	const given = savings.map((one) => ({ ...one, recorded_at: one.recorded_at.toISOString() }));
	await sql`update evidence kept set state = 'withdrawn' from ${asTable(given, columns)}
		where kept.assignment_id = given.assignment_id and kept.added_by = given.person_id
			and kept.added_at = given.recorded_at and kept.state = 'in review'`.execute(trx);
};
