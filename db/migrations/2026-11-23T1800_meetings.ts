import { sql, type Kysely } from 'kysely';

const SET = 'Whether the row belongs to the real register or to the invented demonstration data.';
const DATA_SET = `data_set text not null check (data_set in ('register', 'demonstration'))`;

const comment = (db: Kysely<unknown>, table: string, columns: Record<string, string>) =>
	Promise.all(
		Object.entries(columns).map(([column, sentence]) =>
			sql`comment on column ${sql.ref(`${table}.${column}`)} is ${sql.lit(sentence)}`.execute(db)
		)
	);

/** The values that a check on a column allows, and one more. */
const alsoAllow = (table: string, column: string, value: string) => sql`do $$
	declare
		name text;
		allowed text;
	begin
		select c.conname, pg_get_constraintdef(c.oid) into name, allowed from pg_constraint c
			join pg_attribute a on a.attrelid = c.conrelid and a.attname = ${sql.lit(column)} and c.conkey = array[a.attnum]
			where c.conrelid = ${sql.lit(table)}::regclass and c.contype = 'c';
		execute format('alter table %I drop constraint %I', ${sql.lit(table)}, name);
		execute format('alter table %I add constraint %I %s', ${sql.lit(table)}, name,
			replace(allowed, 'ARRAY[', format('ARRAY[%L::text, ', ${sql.lit(value)})));
	end $$`;

/** What a board decides and sets in motion at its meetings, and papers that nobody can change once they are frozen. */
export const up = async (db: Kysely<unknown>) => {
	await alsoAllow('event', 'what', 'decision').execute(db);

	await sql`alter table decision
		add kind text not null default 'decision' check (kind in ('decision', 'action')),
		add owner text, add due_on date, add done_on date`.execute(db);
	await comment(db, 'decision', {
		kind: 'A decision, or an action that somebody was given.',
		owner: 'Who was given the action.',
		due_on: 'By when it is to be done.',
		done_on: 'When it was done, as the board was told.'
	});
	await sql`create index decision_action_open on decision (data_set, due_on) where kind = 'action' and done_on is null`.execute(
		db
	);
	await sql`create index decision_subject_of on decision_subject (subject, subject_id)`.execute(db);
	await sql`create index meeting_held on meeting (data_set, held_on)`.execute(db);

	await sql`alter table paper add published_at timestamptz, add published_by integer references person`.execute(
		db
	);
	await comment(db, 'paper', {
		published_at: 'Since when everybody may read it; empty while it is for the board alone.',
		published_by: 'Who published it.',
		sha256: 'SHA-256 of the bytes of its data, the document of the kind json.'
	});
	await sql`create index paper_meeting on paper (meeting_id)`.execute(db);
	await sql`create table paper_document (
		paper_id integer not null references paper on delete cascade,
		kind text not null check (kind in ('html', 'json', 'pdf')),
		${sql.raw(DATA_SET)},
		bytes bytea not null,
		sha256 bytea not null,
		made_at timestamptz not null,
		primary key (paper_id, kind)
	)`.execute(db);
	await sql`comment on table paper_document is 'One row one form in which a frozen paper is read, byte for byte as it was made. The database refuses to alter it.'`.execute(
		db
	);
	await comment(db, 'paper_document', {
		paper_id: 'The paper.',
		kind: 'The page (html), the data behind it (json), or the printed paper (pdf).',
		data_set: SET,
		bytes: 'Its bytes.',
		sha256: 'SHA-256 of its bytes.',
		made_at: 'When it was made.'
	});

	await sql`create table paper_subject (
		paper_id integer not null references paper on delete cascade,
		meeting_id integer not null references meeting,
		recommendation_id integer not null references recommendation on delete cascade,
		primary key (paper_id, recommendation_id)
	)`.execute(db);
	await sql`create index paper_subject_of on paper_subject (recommendation_id)`.execute(db);
	await sql`comment on table paper_subject is 'One row a recommendation that a paper put before the board.'`.execute(
		db
	);
	await comment(db, 'paper_subject', {
		paper_id: 'The paper.',
		meeting_id: 'The meeting that read it.',
		recommendation_id: 'The recommendation.'
	});

	// What was frozen stays as it is; only whether everybody may read it can change.
	await sql`create trigger frozen before update of id, data_set, meeting_id, slug, known_at, frozen_at, frozen_by, content, sha256, chain_head
		on paper for each statement execute function refuse_change_to_record()`.execute(db);
	await sql`create trigger frozen before update or truncate on paper_document for each statement execute function refuse_change_to_record()`.execute(
		db
	);
	for (const table of ['paper', 'paper_document'])
		await sql`create trigger kept before delete on ${sql.table(table)} for each row
			when (old.data_set = 'register') execute function refuse_change_to_record()`.execute(db);

	const everywhere = sql`data_set = any ((select acts_everywhere_in())::text[])`;
	const members = sql`data_set = any ((select sees_everything_in())::text[])`;
	const readers = {
		meeting: sql`true`,
		paper: sql`published_at is not null or ${members}`,
		paper_document: sql`${members} or exists (select from paper p where p.id = paper_id and p.published_at is not null)`
	};
	for (const [name, mayRead] of Object.entries(readers)) {
		const on = sql.table(name);
		await sql`alter table ${on} enable row level security`.execute(db);
		await sql`create policy who_may_read on ${on} for select using (${mayRead})`.execute(db);
		await sql`create policy who_may_add on ${on} for insert with check (${everywhere})`.execute(db);
		await sql`create policy who_may_change on ${on} for update using (true) with check (${everywhere})`.execute(
			db
		);
		await sql`create policy who_may_remove on ${on} for delete using (${everywhere})`.execute(db);
	}
};
