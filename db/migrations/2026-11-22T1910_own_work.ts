import { sql, type Kysely } from 'kysely';

/**
 * What an organisation has to do is read by its people every day, and may be thousands of assignments: what decides in
 * which part of it one stands is kept in the row and in indexes that answer by themselves.
 */
export const up = async (db: Kysely<unknown>) => {
	const open = `closure = 'open' and disposition not in ('merged', 'declined', 'superseded')`;
	const kept = `position not in ('not accepted', 'not applicable')`;
	const owed = {
		response: `position = 'awaiting response'`,
		action: `delivery <> 'delivered' and ${kept}`,
		evidence: `assurance not in ('submitted', 'assured', 'sustained') and ${kept}`
	};
	const due = Object.entries(owed).map(
		([clock, when]) => `case when ${open} and ${when} then ${clock}_due_on end`
	);
	await sql`alter table assignment
		add returned boolean not null default false,
		add next_due_on date generated always as (least(${sql.raw(due.join(', '))})) stored,
		add heard_on date generated always as (coalesce(updated_on, assigned_on)) stored`.execute(db);
	await sql`alter table assignment add is_returned boolean generated always as (
		case when delivery = 'delivered' then assurance in ('not assured', 'lapsed') else returned end) stored`.execute(
		db
	);
	const columns = {
		returned: 'Whether the newest word about it is that its approver sent a claim back.',
		next_due_on: 'The earliest date that is still to be kept; empty where none is set or all are met.',
		heard_on:
			'The day of the newest word of the organisation; the day on which it was asked before the first.',
		is_returned: 'Whether it came back to the organisation: from its approver, or from a check that failed.'
	};
	for (const [column, sentence] of Object.entries(columns))
		await sql`comment on column ${sql.ref(`assignment.${column}`)} is ${sql.lit(sentence)}`.execute(db);

	await sql`update assignment a set returned = true where a.claimed_on is null and a.delivery <> 'delivered' and (
		select e.what = 'claim' and e.to_value = 'returned' from event e
		where e.assignment_id = a.id and e.what in ('claim', 'delivery', 'position', 'update')
			and not exists (select from event u where u.what = 'undo' and u.assignment_id = e.assignment_id and u.detail -> 'undoes' @> to_jsonb(e.id))
		order by e.id desc limit 1)`.execute(db);

	await sql`create index assignment_own_due on assignment (organisation_id, next_due_on, id)
		include (data_set, is_returned) where ${sql.raw(open)}`.execute(db);
	await sql`create index assignment_own_returned on assignment (organisation_id, next_due_on, id)
		include (data_set) where ${sql.raw(open)} and is_returned`.execute(db);
	await sql`create index assignment_own_stale on assignment (organisation_id, heard_on, id)
		include (data_set, next_due_on, is_returned)
		where ${sql.raw(open)} and claimed_on is null and delivery <> 'delivered' and ${sql.raw(kept)}`.execute(db);
};
