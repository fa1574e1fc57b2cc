import { sql, type Kysely } from 'kysely';

/**
 * How often an organisation is to report decides when its silence is one. What was asked before with a cadence was
 * counted by the usual cycle until now: its facts move to their own.
 */
export const up = async (db: Kysely<unknown>) => {
	await sql`alter table assignment add reports_every text
		check (reports_every in ('month', 'quarter', 'half year', 'year'))`.execute(db);
	await sql`comment on column assignment.reports_every is
		'How often the organisation is to report; empty where nobody said: every quarter.'`.execute(db);
	await sql`update assignment a set reports_every = e.detail ->> 'reports_every' from event e
		where e.assignment_id = a.id and e.what = 'assigned' and e.detail ->> 'reports_every' is not null`.execute(
		db
	);
	await sql`with cycle as (
			select id, recommendation_id, case reports_every when 'month' then 1 when 'half year' then 6 else 12 end as months
			from assignment where reports_every <> 'quarter'),
		moved as (update fact_change f set length = c.months from cycle c
			where f.recommendation_id = c.recommendation_id and f.assignment_id = c.id and f.fact = 'heard' returning f.*)
		insert into fact_pending
			select data_set, assignment_id, recommendation_id, organisation_id, effective_on, recorded_on, fact, value, day,
				case when sign = 1 then length end, sign * change
			from moved cross join (values (1), (-1)) signs (sign)`.execute(db);

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
