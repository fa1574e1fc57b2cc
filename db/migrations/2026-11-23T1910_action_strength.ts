import { sql, type Kysely } from 'kysely';

/** How many actions are how strong is counted from the index alone. */
export const up = async (db: Kysely<unknown>) => {
	await sql`create index action_strength on action (data_set, strength, id)`.execute(db);
};
