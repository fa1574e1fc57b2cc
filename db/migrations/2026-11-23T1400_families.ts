import { sql, type Kysely } from 'kysely';

const ID = 'Internal number; never shown and never reused.';

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

/**
 * What may ask for the same is found once, when a recommendation is new, and kept until somebody has judged it; and the
 * database guards families and ties, as it guards what an organisation says.
 */
export const up = async (db: Kysely<unknown>) => {
	await sql`create table alike_pair (
		id integer generated always as identity primary key,
		data_set text not null check (data_set in ('register', 'demonstration')),
		one_id integer not null references recommendation on delete cascade,
		other_id integer not null references recommendation on delete cascade,
		share real not null,
		reasons jsonb not null default '{}',
		found_at timestamptz not null,
		judged text check (judged in ('the same', 'not the same')),
		judged_by integer references person,
		judged_at timestamptz,
		unique (one_id, other_id),
		check (one_id < other_id)
	)`.execute(db);
	await sql`create index alike_pair_open on alike_pair (data_set, share desc, id) where judged is null`.execute(
		db
	);
	await sql`create index alike_pair_other on alike_pair (other_id)`.execute(db);
	await describe(
		db,
		'alike_pair',
		'One row two recommendations that may ask for the same, and what a person judged.',
		{
			id: ID,
			data_set: 'The real register, or the invented demonstration.',
			one_id: 'The one that was entered first.',
			other_id: 'The other one.',
			share: 'How alike they are in wording, addressees and themes: 0.5 and more is put before a person.',
			reasons: 'What they have in common: words, addressees, themes.',
			found_at: 'When they were found to be alike.',
			judged:
				'What a person judged: the same, or not the same; empty until then. It is never suggested again.',
			judged_by: 'The person who judged it.',
			judged_at: 'When it was judged.'
		}
	);

	await sql`create table compared (
		recommendation_id integer primary key references recommendation on delete cascade,
		words_md5 text not null,
		compared_at timestamptz not null
	)`.execute(db);
	await describe(db, 'compared', 'One row a recommendation that was compared with all others.', {
		recommendation_id: 'The recommendation.',
		words_md5: 'MD5 of the words that were compared: where they change, it is compared again.',
		compared_at: 'When it was compared.'
	});

	const everywhere = `(select acts_everywhere_in())::text[]`;
	const whole = `data_set = any (${everywhere})`;
	const ofFamily = `exists (select from family f where f.id = family_id and f.data_set = any (${everywhere}))`;
	const ofRecommendation = (id: string) =>
		`exists (select from recommendation r where r.id = ${id} and r.data_set = any (${everywhere}))`;
	const writers: Record<string, string> = {
		family: whole,
		family_member: ofFamily,
		recommendation_link: `${ofRecommendation('from_id')} and ${ofRecommendation('to_id')}`,
		alike_pair: whole,
		compared: ofRecommendation('recommendation_id')
	};
	for (const [table, mayWrite] of Object.entries(writers)) {
		const on = sql.table(table);
		const mayRead = table === 'alike_pair' ? whole : 'true';
		await sql`alter table ${on} enable row level security`.execute(db);
		await sql`create policy who_may_read on ${on} for select using (${sql.raw(mayRead)})`.execute(db);
		await sql`create policy who_may_add on ${on} for insert with check (${sql.raw(mayWrite)})`.execute(db);
		await sql`create policy who_may_change on ${on} for update using (${sql.raw(mayWrite)})`.execute(db);
		await sql`create policy who_may_remove on ${on} for delete using (${sql.raw(mayWrite)})`.execute(db);
	}
};
