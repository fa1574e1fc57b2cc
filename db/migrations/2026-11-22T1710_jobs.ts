import { sql, type Kysely } from 'kysely';

export const up = async (db: Kysely<unknown>) => {
	await sql`create table job (
		id integer generated always as identity primary key,
		kind text not null,
		data jsonb not null default '{}',
		once text unique,
		queued_at timestamptz not null default now(),
		next_try_at timestamptz not null default now(),
		attempts integer not null default 0,
		problem text,
		done_at timestamptz,
		given_up_at timestamptz
	)`.execute(db);
	await sql`create index job_waiting on job (next_try_at, id) where done_at is null and given_up_at is null`.execute(
		db
	);
	await sql`comment on table job is 'One row a piece of work that waits to be done in the background, or what became of it.'`.execute(
		db
	);
	const columns = {
		id: 'Internal number; never shown and never reused.',
		kind: 'What sort of work: weekly digest, tidy outbox, …',
		data: 'What that work is about.',
		once: 'What it must be done only once for; empty where the same may be done again.',
		queued_at: 'When it was asked for.',
		next_try_at:
			'When it is done, or tried again; while a process works at it, when another may take it over.',
		attempts: 'How often it was begun.',
		problem: 'Why the last try failed.',
		done_at: 'When it was done; empty until then.',
		given_up_at: 'When it was decided not to try again; empty otherwise.'
	};
	for (const [column, sentence] of Object.entries(columns))
		await sql`comment on column ${sql.ref(`job.${column}`)} is ${sql.lit(sentence)}`.execute(db);

	const installation = `(select acts_as_installation())`;
	const administers = `exists (select from membership m join person p on p.id = m.person_id
		where m.person_id = (select acting_person()) and m.role = 'administrator' and p.suspended_at is null)`;
	await sql`alter table job enable row level security`.execute(db);
	await sql`create policy who_may_read on job for select using (${sql.raw(`${installation} or ${administers}`)})`.execute(
		db
	);
	await sql`create policy who_may_add on job for insert with check (${sql.raw(`${installation} or (select acting_person()) is not null`)})`.execute(
		db
	);
	await sql`create policy who_may_change on job for update using (${sql.raw(installation)})`.execute(db);
	await sql`create policy who_may_remove on job for delete using (${sql.raw(installation)})`.execute(db);
};
