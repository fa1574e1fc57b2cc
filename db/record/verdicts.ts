import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { VerdictMethod, VerdictResult } from '#lib/domain/verdict.ts';
import { asTable } from '../rows.ts';
import type { Writing } from '../schema.ts';

export type NewVerdict = {
	data_set: DataSet;
	assignment_id: number;
	organisation_id: number;
	result: VerdictResult;
	method: VerdictMethod;
	reason: string;
	found_on: Day;
	given_by: number | null;
	given_at: Date;
	expires_on?: Day | undefined;
};

/** Adds findings beside those that are there; none is overwritten. All in one statement. */
export const insertVerdicts = async (trx: Writing, rows: readonly NewVerdict[]): Promise<void> => {
	if (rows.length === 0) return;
	const columns = {
		data_set: 'text',
		assignment_id: 'int4',
		organisation_id: 'int4',
		result: 'text',
		method: 'text',
		reason: 'text',
		found_on: 'date',
		given_by: 'int4',
		given_at: 'timestamptz',
		expires_on: 'date'
	};
	const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)));
	const given = rows.map((row) => ({ ...row, given_at: row.given_at.toISOString() }));
	await sql`insert into verdict (${names}) select ${names} from ${asTable(given, columns)}`.execute(trx);
};
