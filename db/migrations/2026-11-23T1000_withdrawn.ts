import { sql, type Kysely } from 'kysely';

/**
 * What an undone import had added leaves the tables that pages read, and is kept here whole: nothing is deleted. The
 * database itself sees to it that the product takes nothing out of the register which has not been kept before.
 */
export const up = async (db: Kysely<unknown>) => {
	await sql`create table withdrawn_record (
		subject text not null,
		subject_id integer not null,
		data_set text not null check (data_set in ('register', 'demonstration')),
		content jsonb not null,
		import_id integer not null references import,
		withdrawn_at timestamptz not null,
		withdrawn_by integer references person,
		primary key (subject, subject_id)
	)`.execute(db);
	await sql`create index withdrawn_record_import on withdrawn_record (import_id)`.execute(db);
	await sql`comment on table withdrawn_record is ${sql.lit(
		'One row a record that an import had added and that left the register when the import was undone, as it was then.'
	)}`.execute(db);
	const columns = {
		subject:
			'What it was: theme, source, organisation, report, recommendation, assignment, action or evidence.',
		subject_id: 'Its number, by which the events still name it. No other record ever gets it.',
		data_set: 'Whether it is of the real register or of the invented demonstration data.',
		content: 'All its columns, and what belonged to it alone: addressees, themes, what an action serves.',
		import_id: 'The import that had added it.',
		withdrawn_at: 'When it left the register.',
		withdrawn_by: 'Who undid the import.'
	};
	for (const [column, sentence] of Object.entries(columns))
		await sql`comment on column ${sql.ref(`withdrawn_record.${column}`)} is ${sql.lit(sentence)}`.execute(db);

	// Registrars read and add; there is no policy by which the product could change or remove.
	const keeps = `data_set = any ((select keeps_register_in())::text[])`;
	await sql`alter table withdrawn_record enable row level security`.execute(db);
	await sql`create policy registrars_read on withdrawn_record for select using (${sql.raw(keeps)})`.execute(
		db
	);
	await sql`create policy registrars_add on withdrawn_record for insert with check (${sql.raw(keeps)})`.execute(
		db
	);

	await sql`create function refuse_to_forget() returns trigger language plpgsql as ${sql.lit(`begin
		if row_security_active('assignment'::regclass) and exists (select from gone where not exists (
			select from withdrawn_record w where w.subject = tg_argv[0] and w.subject_id = gone.id))
		then raise insufficient_privilege using message = 'Nothing in the register is deleted: it is withdrawn, and kept.'; end if;
		return null;
	end`)}`.execute(db);
	await sql`comment on function refuse_to_forget() is 'Refuses to take out of the register what has not been kept before.'`.execute(
		db
	);
	const tables = [
		'theme',
		'source',
		'organisation',
		'report',
		'recommendation',
		'assignment',
		'action',
		'evidence'
	];
	for (const table of tables)
		await sql`create trigger refuse_to_forget after delete on ${sql.table(table)}
			referencing old table as gone for each statement execute function refuse_to_forget(${sql.lit(table)})`.execute(
			db
		);
};
