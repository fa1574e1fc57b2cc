import { sql, type Kysely } from 'kysely';

const DATA_SET = `data_set text not null check (data_set in ('register', 'demonstration'))`;

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

const SET = 'Whether the row belongs to the real register or to the invented demonstration data.';

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

export const up = async (db: Kysely<unknown>) => {
	await alsoAllow('event', 'what', 'undo').execute(db);
	await alsoAllow('evidence', 'state', 'withdrawn').execute(db);
	await sql`comment on column evidence.state is 'In review, accepted, rejected, expired, or withdrawn by whoever put it forward.'`.execute(
		db
	);
	await sql`create index event_undo on event (assignment_id) where what = 'undo'`.execute(db);

	await sql`create table saving (
		person_id integer not null references person on delete cascade,
		key text not null,
		content_sha256 bytea not null,
		saved_at timestamptz not null,
		primary key (person_id, key, content_sha256)
	)`.execute(db);
	await describe(
		db,
		'saving',
		'One row one form that was saved, for a day: sent again with the same content it is not saved again.',
		{
			person_id: 'Who saved it.',
			key: 'The number that the form was given when it was shown.',
			content_sha256: 'SHA-256 of what it said.',
			saved_at: 'When it was saved.'
		}
	);

	await sql`create table draft (
		id integer generated always as identity primary key,
		${sql.raw(DATA_SET)},
		person_id integer not null references person on delete cascade,
		assignment_id integer not null,
		fields jsonb not null,
		kept_at timestamptz not null,
		key_sha256 bytea,
		unique nulls not distinct (person_id, assignment_id, key_sha256),
		foreign key (assignment_id, data_set) references assignment (id, data_set) on delete cascade
	)`.execute(db);
	await sql`create index draft_kept on draft (kept_at)`.execute(db);
	await describe(
		db,
		'draft',
		'One row what somebody typed about an assignment and could not save yet. Only they can see it.',
		{
			id: 'Internal number; never shown and never reused.',
			data_set: SET,
			person_id: 'Whose words they are.',
			assignment_id: 'What they are about.',
			fields: 'The fields of the form and what was typed into them.',
			kept_at: 'When they were kept.',
			key_sha256: 'Where nobody was signed in any more: SHA-256 of the key that was left with the browser.'
		}
	);
	// Somebody whose session has ended is nobody, and nobody can write. This is the one thing that they leave behind:
	// for an assignment of their own organisation, at most twenty times, and only for the browser that holds the key.
	await sql`create function leave_draft(for_person integer, about integer, typed jsonb, browser_key bytea, at_time timestamptz)
		returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
		begin
			if not exists (select from assignment a join membership m on m.organisation_id = a.organisation_id and m.data_set = a.data_set
				where a.id = about and m.person_id = for_person and m.role in ('contributor', 'approver')) then
				return false;
			end if;
			delete from draft where kept_at < at_time - interval '30 days';
			delete from draft where person_id = for_person and key_sha256 is not null and id not in (
				select id from draft where person_id = for_person and key_sha256 is not null order by id desc limit 19);
			insert into draft (data_set, person_id, assignment_id, fields, kept_at, key_sha256)
				select a.data_set, for_person, a.id, typed, at_time, browser_key from assignment a where a.id = about;
			return true;
		end $$`.execute(db);

	await sql`create table spreadsheet (
		id integer generated always as identity primary key,
		${sql.raw(DATA_SET)},
		person_id integer not null references person on delete cascade,
		file_name text not null,
		bytes bytea not null,
		uploaded_at timestamptz not null,
		saved_at timestamptz,
		saved_rows integer
	)`.execute(db);
	await sql`create index spreadsheet_person on spreadsheet (person_id, uploaded_at)`.execute(db);
	await describe(
		db,
		'spreadsheet',
		'One row a sheet of answers that somebody uploaded, kept while they look at what it would change.',
		{
			id: 'Internal number.',
			data_set: SET,
			person_id: 'Who uploaded it; only they can see it.',
			file_name: 'The name of the file.',
			bytes: 'The file, as it came.',
			uploaded_at: 'When it was uploaded.',
			saved_at: 'When its answers were saved, if they were.',
			saved_rows: 'How many assignments it changed.'
		}
	);

	for (const table of ['saving', 'draft', 'spreadsheet']) {
		await sql`alter table ${sql.table(table)} enable row level security`.execute(db);
		await sql`create policy their_own on ${sql.table(table)} using (person_id = (select acting_person()))`.execute(
			db
		);
	}
};
