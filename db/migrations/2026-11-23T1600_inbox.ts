import { sql, type Kysely } from 'kysely';

/** What waits for the board is found in its order, and what was decided about a record by the record. */
export const up = async (db: Kysely<unknown>) => {
	await sql`create index recommendation_inbox on recommendation
		(data_set, (coalesce(review_on, counted_from_on)), id) where disposition in ('untriaged', 'deferred')`.execute(
		db
	);
	await sql`create index decision_subject_subject on decision_subject (subject, subject_id)`.execute(db);
};
