import { sql } from 'kysely';
import { FILE_KEPT_DAYS } from '#lib/domain/import.ts';
import type { Writing } from './schema.ts';

/** How long what nobody needs any more is kept: `table`, when a row has worn out, and for how many days it stays after that. */
const WEARS_OUT = [
	{ table: 'auth.session', when: "least(expires_at, created_at + interval '12 hours')", days: 0 },
	{ table: 'auth.verification', when: 'expires_at', days: 0 },
	{ table: 'auth.link', when: 'coalesce(used_at, expires_at)', days: 30 },
	{ table: 'auth.try', when: 'tried_at', days: 1 },
	{ table: 'saving', when: 'saved_at', days: 1 },
	{ table: 'spreadsheet', when: 'uploaded_at', days: 7 },
	{ table: 'draft', when: 'kept_at', days: 30 },
	{
		table: 'import_file_part',
		when: '(select coalesce(i.finished_at, i.uploaded_at) from import i where i.id = import_id)',
		days: FILE_KEPT_DAYS
	}
] as const;

/** Deletes sessions, links, tries and half-finished work that have worn out by an instant. The record itself never does. */
export const forgetWornOut = async (trx: Writing, now: Date): Promise<void> => {
	for (const { table, when, days } of WEARS_OUT)
		await sql`delete from ${sql.table(table)}
			where ${sql.raw(when)} < ${now.toISOString()}::timestamptz - make_interval(days => ${days}::int)`.execute(
			trx
		);
};
