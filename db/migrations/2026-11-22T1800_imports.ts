import { sql, type Kysely } from 'kysely';

const describe = async (
	db: Kysely<unknown>,
	table: string,
	columns: Record<string, string>,
	states?: string
) => {
	const comments = Object.entries(columns).map(
		([column, sentence]) => sql`comment on column ${sql.ref(`${table}.${column}`)} is ${sql.lit(sentence)}; `
	);
	if (states) comments.unshift(sql`comment on table ${sql.table(table)} is ${sql.lit(states)}; `);
	await sql`do $comments$ begin ${sql.join(comments, sql``)} end $comments$`.execute(db);
};

/** An import becomes a thing with a life: uploaded, matched, checked, committed, and perhaps undone. */
export const up = async (db: Kysely<unknown>) => {
	await sql`alter table import
		add column state text not null default 'committed'
			check (state in ('uploaded', 'matched', 'checking', 'checked', 'committing', 'committed', 'cancelled', 'failed', 'undone')),
		add column file_bytes integer,
		add column uploaded_at timestamptz not null default now(),
		add column dialect jsonb,
		add column shape text,
		add column choice text check (choice in ('all', 'good')),
		add column with_alike boolean not null default false,
		add column problems jsonb,
		add column rows_done integer not null default 0,
		add column started_at timestamptz,
		add column finished_at timestamptz,
		add column failed_because text,
		add column undone_by integer references person,
		alter column imported_at drop not null`.execute(db);
	await sql`create index import_listed on import (data_set, id)`.execute(db);
	await describe(
		db,
		'import',
		{
			imported_at: 'When its rows were taken in; every event that it made was recorded at this instant.',
			mapping: 'Which heading was read as which field, and which of their values as which of ours.',
			state: 'Uploaded, matched, checking, checked, committing, committed, cancelled, failed or undone.',
			file_bytes: 'How large the file was; empty for what never went through an upload.',
			uploaded_at: 'When the file came.',
			dialect: 'How the file was read: encoding, separator, row of headings, order of day and month.',
			shape: 'A fingerprint of its headings, by which a mapping is remembered.',
			choice: 'All rows or none, or the good ones now; empty until somebody chose.',
			with_alike: 'Whether probable duplicates were taken in as well.',
			problems: 'What is wrong with the file as a whole, if anything.',
			rows_done: 'How many rows have been worked through, of the step that runs now.',
			started_at: 'When the step that runs now, or the last one, began.',
			finished_at: 'When the last step ended.',
			failed_because: 'Why it failed, in a sentence; empty otherwise.',
			undone_by: 'Who undid it, if anybody did.'
		},
		'One row one uploaded file, what became of it, and who decided that.'
	);

	await sql`create table import_file_part (
		import_id integer not null references import on delete cascade,
		part integer not null,
		bytes bytea not null,
		primary key (import_id, part)
	)`.execute(db);
	await describe(
		db,
		'import_file_part',
		{
			import_id: 'The import.',
			part: 'Its place in the file, from 0.',
			bytes: 'The bytes, as they came.'
		},
		'One row a stretch of an uploaded file, so that no process ever holds the whole of it.'
	);

	await sql`create table import_check (
		import_id integer not null references import on delete cascade,
		row_number integer not null,
		verdict text not null
			check (verdict in ('new', 'changed', 'unchanged', 'duplicate', 'probable duplicate', 'refused')),
		label text,
		fields jsonb,
		changes jsonb,
		problems jsonb,
		like_id integer,
		like_share real,
		primary key (import_id, row_number)
	)`.execute(db);
	await sql`create index import_check_verdict on import_check (import_id, verdict, row_number)`.execute(db);
	await describe(
		db,
		'import_check',
		{
			import_id: 'The import.',
			row_number: 'The row as a spreadsheet numbers it.',
			verdict:
				'New, changed, unchanged, duplicate within the file, perhaps a duplicate of what the register holds, or refused.',
			label: 'How the row is called on the page: its reference or its first words.',
			fields: 'What the row says, as its form would take it.',
			changes: 'What would change, field by field, from what to what.',
			problems: 'What is wrong with it: column, value, what is wrong, what to do.',
			like_id: 'The recommendation that it may be a duplicate of.',
			like_share: 'How alike the words of both are, from 0 to 1.'
		},
		'One row what would become of one row of an uploaded file, as it was found when it was checked.'
	);

	await sql`create table import_mapping (
		data_set text not null check (data_set in ('register', 'demonstration')),
		kind text not null,
		shape text not null,
		mapping jsonb not null,
		dialect jsonb,
		kept_by integer references person,
		kept_at timestamptz not null,
		primary key (data_set, kind, shape)
	)`.execute(db);
	await describe(
		db,
		'import_mapping',
		{
			data_set: 'Whether it is of the real register or of the invented demonstration data.',
			kind: 'What the rows of such files are.',
			shape: 'A fingerprint of the headings.',
			mapping: 'Which heading is which field, and which value of theirs which of ours.',
			dialect: 'How such files were read: encoding, separator, row of headings, order of day and month.',
			kept_by: 'Who confirmed it last.',
			kept_at: 'When.'
		},
		'One row how files of one shape were matched last, to be offered for the next.'
	);

	// The record outlives what it was about: what an import had added leaves the register when the import is undone, and
	// the events that it was there, and that it was undone, stay.
	await sql`do $$ declare name text; begin
		for name in select conname from pg_constraint where conrelid = 'event'::regclass and contype = 'f'
			and confrelid in ('assignment'::regclass, 'recommendation'::regclass, 'organisation'::regclass)
		loop execute format('alter table event drop constraint %I', name); end loop;
	end $$`.execute(db);

	await sql`create function keeps_register_in() returns text[] language plpgsql stable as ${sql.lit(`begin return (
		select case when acts_as_installation() then '{register,demonstration}' else (select array_agg(distinct m.data_set)
			from membership m join person p on p.id = m.person_id
			where m.person_id = acting_person() and p.suspended_at is null and m.role = 'registrar') end
	); end`)}`.execute(db);
	await sql`comment on function keeps_register_in() is 'The data sets whose register the acting person keeps.'`.execute(
		db
	);
	const keeps = `data_set = any ((select keeps_register_in())::text[])`;
	for (const table of ['import', 'import_mapping']) {
		await sql`alter table ${sql.table(table)} enable row level security`.execute(db);
		await sql`create policy registrars on ${sql.table(table)} using (${sql.raw(keeps)})`.execute(db);
	}
	// What the import itself hides, its rows hide.
	for (const table of ['import_row', 'import_check', 'import_file_part']) {
		await sql`alter table ${sql.table(table)} enable row level security`.execute(db);
		await sql`create policy registrars on ${sql.table(table)}
			using (exists (select from import i where i.id = import_id))`.execute(db);
	}
};
