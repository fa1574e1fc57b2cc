import { sql, type Kysely } from 'kysely';

/** Whether anything of a recommendation is still open is told by its own row, for thousands of them at once. */
export const up = async (db: Kysely<unknown>) => {
	await sql`alter table recommendation add column still_open integer not null default 0`.execute(db);
	await sql`comment on column recommendation.still_open is
		'How many of its assignments nobody has closed. Kept with the events.'`.execute(db);
	// Of whom nobody has asked yet, or does not any more, no day is known.
	await sql`update recommendation set still_open = open.n from (
		select recommendation_id, count(*)::int as n from assignment
		where closure = 'open' and assigned_on > '0001-01-01' group by 1
	) open where recommendation.id = open.recommendation_id`.execute(db);
};
