import { sql, type Kysely } from 'kysely';

const COLUMNS = {
	id: 'Internal number; never shown and never reused.',
	person_id: 'Whose view it is: nobody else sees it.',
	name: 'What the person calls it.',
	page: 'The page that it is a view of: progress, recommendations.',
	question: 'What the page is asked, as its address has it: filters, days, order.',
	monthly: 'Whether the person is told by e-mail each month how it stands there.',
	stop_token: 'The secret part of the address in these e-mails that ends them; it opens nothing else.',
	saved_at: 'When it was saved.'
};

/** Views of a page that a person keeps under a name, and may be told of each month. */
export const up = async (db: Kysely<unknown>) => {
	await sql`create table saved_view (
		id integer generated always as identity primary key,
		person_id integer not null references person on delete cascade,
		name text not null,
		page text not null check (page in ('progress', 'recommendations')),
		question text not null,
		monthly boolean not null default false,
		stop_token text not null unique,
		saved_at timestamptz not null
	)`.execute(db);
	await sql`create unique index saved_view_person on saved_view (person_id, name)`.execute(db);
	await sql`create index saved_view_monthly on saved_view (id) where monthly`.execute(db);
	await sql`comment on table saved_view is 'One row a view of a page that a person keeps under a name.'`.execute(
		db
	);
	for (const [column, sentence] of Object.entries(COLUMNS))
		await sql`comment on column ${sql.ref(`saved_view.${column}`)} is ${sql.lit(sentence)}`.execute(db);

	const theirs = sql`(select acts_as_installation()) or person_id = (select acting_person())`;
	await sql`alter table saved_view enable row level security`.execute(db);
	await sql`create policy whose_it_is on saved_view using (${theirs}) with check (${theirs})`.execute(db);
};
