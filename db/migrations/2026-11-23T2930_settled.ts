import { sql, type Kysely } from 'kysely';

/** The few recommendations of which nothing is open are found without reading the rows of all. */
export const up = async (db: Kysely<unknown>) => {
	await sql`create index recommendation_settled on recommendation (id) where still_open = 0`.execute(db);
};
