import { sql, type Kysely } from 'kysely';

/** What was recorded of an action is found by the action: how strong it was on a day is asked of many at once. */
export const up = async (db: Kysely<unknown>) => {
	await sql`create index event_action on event (subject_id, id) where subject = 'action'`.execute(db);
};
