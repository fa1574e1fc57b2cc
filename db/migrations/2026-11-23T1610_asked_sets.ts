import { sql, type Kysely } from 'kysely';

const describe = async (
	db: Kysely<unknown>,
	table: string,
	states: string,
	columns: Record<string, string>
) => {
	const comments = Object.entries(columns).map(
		([column, sentence]) => sql`comment on column ${sql.ref(`${table}.${column}`)} is ${sql.lit(sentence)}; `
	);
	await sql`do $comments$ begin
		comment on table ${sql.table(table)} is ${sql.lit(states)}; ${sql.join(comments, sql``)}
	end $comments$`.execute(db);
};

/** Which sets were asked as one, so that whoever joins one later can be offered the same; never asked by themselves. */
export const up = async (db: Kysely<unknown>) => {
	await sql`create table asked_set (
		recommendation_id integer not null references recommendation on delete cascade,
		organisation_set_id integer not null references organisation_set on delete cascade,
		data_set text not null check (data_set in ('register', 'demonstration')),
		asked_on date not null,
		response_due_on date,
		action_due_on date,
		evidence_due_on date,
		reports_every text check (reports_every in ('month', 'quarter', 'half year', 'year')),
		asked_by integer references person,
		primary key (recommendation_id, organisation_set_id)
	)`.execute(db);
	await describe(
		db,
		'asked_set',
		'One row a set of organisations that was asked for something as one, and on which terms.',
		{
			recommendation_id: 'The recommendation.',
			organisation_set_id: 'The set.',
			data_set: 'The real register, or the invented demonstration.',
			asked_on: 'The day on which its members were asked last; who belonged to it was resolved on that day.',
			response_due_on: 'By when they are to reply.',
			action_due_on: 'By when it is to be done.',
			evidence_due_on: 'By when it is to be shown.',
			reports_every: 'How often they are to report.',
			asked_by: 'The person who asked.'
		}
	);
	const everywhere = `data_set = any ((select acts_everywhere_in())::text[])`;
	await sql`alter table asked_set enable row level security`.execute(db);
	await sql`create policy who_may_read on asked_set for select using (true)`.execute(db);
	await sql`create policy who_may_add on asked_set for insert with check (${sql.raw(everywhere)})`.execute(
		db
	);
	await sql`create policy who_may_change on asked_set for update using (${sql.raw(everywhere)})`.execute(db);
	await sql`create policy who_may_remove on asked_set for delete using (${sql.raw(everywhere)})`.execute(db);
};
