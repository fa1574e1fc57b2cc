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

const SET = 'The real register, or the invented demonstration.';

/** The board's criteria with their weights, every version of them, and how each recommendation is scored now. */
export const up = async (db: Kysely<unknown>) => {
	await sql`create table priority_weighting (
		id integer generated always as identity primary key,
		data_set text not null check (data_set in ('register', 'demonstration')),
		weights jsonb not null,
		reason text not null,
		set_on date not null,
		set_at timestamptz not null,
		set_by integer references person
	)`.execute(db);
	await sql`create index priority_weighting_newest on priority_weighting (data_set, id)`.execute(db);
	await describe(
		db,
		'priority_weighting',
		'One row a version of the criteria of the board with their weights; the newest counts.',
		{
			id: 'Internal number; never shown and never reused.',
			data_set: SET,
			weights: 'The criteria in their order: code, name, weight.',
			reason: 'Why the board weighs so.',
			set_on: 'The day from which it counts.',
			set_at: 'When it was entered.',
			set_by: 'The person who entered it.'
		}
	);
	await sql`create table priority_score (
		recommendation_id integer primary key references recommendation on delete cascade,
		data_set text not null check (data_set in ('register', 'demonstration')),
		scores jsonb not null,
		scored_on date not null,
		scored_by integer references person
	)`.execute(db);
	await describe(
		db,
		'priority_score',
		'One row how a recommendation is scored now; earlier scores are in the record.',
		{
			recommendation_id: 'The recommendation.',
			data_set: SET,
			scores: 'By the code of a criterion: 0 to 4, or null where it is not stated.',
			scored_on: 'The day on which it was scored.',
			scored_by: 'The person who entered it.'
		}
	);
	const everywhere = `data_set = any ((select acts_everywhere_in())::text[])`;
	for (const table of ['priority_weighting', 'priority_score']) {
		const on = sql.table(table);
		await sql`alter table ${on} enable row level security`.execute(db);
		await sql`create policy who_may_read on ${on} for select using (true)`.execute(db);
		await sql`create policy who_may_add on ${on} for insert with check (${sql.raw(everywhere)})`.execute(db);
	}
	// A version of the weights is neither changed nor removed: no policy lets anybody.
	await sql`create policy who_may_change on priority_score for update using (${sql.raw(everywhere)})`.execute(
		db
	);
	await sql`create policy who_may_remove on priority_score for delete using (${sql.raw(everywhere)})`.execute(
		db
	);
};
