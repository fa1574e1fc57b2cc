import { sql, type Kysely } from 'kysely';

/**
 * How often an organisation is to report decides when its silence is one. What was asked before with a cadence was
 * counted by the usual cycle until now: the events are replayed, and its facts are those of its own cycle.
 */
export const up = async (db: Kysely<unknown>) => {
	await sql`alter table assignment add reports_every text
		check (reports_every in ('month', 'quarter', 'half year', 'year'))`.execute(db);
	await sql`comment on column assignment.reports_every is
		'How often the organisation is to report; empty where nobody said: every quarter.'`.execute(db);
	await sql`drop index assignment_own_stale`.execute(db);
	await sql`create index assignment_own_stale on assignment (organisation_id, heard_on, id)
		include (data_set, next_due_on, is_returned, reports_every)
		where closure = 'open' and disposition not in ('merged', 'declined', 'superseded')
			and claimed_on is null and delivery <> 'delivered' and position not in ('not accepted', 'not applicable')`.execute(
		db
	);
	// What the board ranks is looked up among the claims one recommendation after another.
	await sql`create index assignment_claims_of on assignment (recommendation_id, submitted_on, id)
		where assurance = 'submitted'`.execute(db);
};
