import { sql, type Kysely } from 'kysely';

/** Whether anything of a recommendation is still open is read from the index alone, for thousands of them at once. */
export const up = async (db: Kysely<unknown>) => {
	await sql`create index assignment_still_open on assignment (recommendation_id, assigned_on) where closure = 'open'`.execute(
		db
	);
};
