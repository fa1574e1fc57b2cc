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

/** Who may read the rows of a table, add to them, and change or remove them, as the database asks it. */
const guard = async (db: Kysely<unknown>, table: string, [read, add, change]: [string, string, string]) => {
	const on = sql.table(table);
	await sql`alter table ${on} enable row level security`.execute(db);
	await sql`create policy who_may_read on ${on} for select using (${sql.raw(read)})`.execute(db);
	await sql`create policy who_may_add on ${on} for insert with check (${sql.raw(add)})`.execute(db);
	await sql`create policy who_may_change on ${on} for update using (${sql.raw(change)})`.execute(db);
	await sql`create policy who_may_remove on ${on} for delete using (${sql.raw(change)})`.execute(db);
};

export const up = async (db: Kysely<unknown>) => {
	await sql`create table mail (
		id integer generated always as identity primary key,
		data_set text not null check (data_set in ('register', 'demonstration')),
		kind text not null,
		"to" text not null,
		person_id integer references person on delete cascade,
		subject text not null,
		text text not null,
		once text unique,
		queued_at timestamptz not null default now(),
		next_try_at timestamptz not null default now(),
		attempts integer not null default 0,
		problem text,
		sent_at timestamptz,
		given_up_at timestamptz
	)`.execute(db);
	await sql`create index mail_waiting on mail (next_try_at, id)
		where sent_at is null and given_up_at is null and data_set = 'register'`.execute(db);
	await sql`create index mail_person on mail (person_id)`.execute(db);
	await sql`create index mail_newest on mail (data_set, id)`.execute(db);
	await describe(db, 'mail', 'One row an e-mail that waits to be sent, or what became of it.', {
		id: 'Internal number; never shown and never reused.',
		data_set: 'Whether it is for a real person or for an invented one, to whom nothing is ever sent.',
		kind: 'What it is about: invitation, weekly digest, claim returned, …',
		to: 'The e-mail address that it goes to.',
		person_id: 'The person whom it is for; empty for somebody who has no account yet.',
		subject: 'Its subject line.',
		text: 'Its words; emptied once it is sent or given up, since they may hold a link that opens an account.',
		once: 'What it must be sent only once for; empty where the same may be sent again.',
		queued_at: 'When the change was made that it tells of.',
		next_try_at: 'When it is sent, or tried again.',
		attempts: 'How often it was tried.',
		problem: 'Why the last try failed, or why it is not sent at all.',
		sent_at: 'When the mail server took it; empty until then.',
		given_up_at: 'When it was decided never to send it; empty while it waits or is sent.'
	});

	await sql`create table reminder_choice (
		person_id integer primary key references person on delete cascade,
		weekly_digest boolean not null,
		notices boolean not null,
		chosen_at timestamptz not null
	)`.execute(db);
	await describe(db, 'reminder_choice', 'One row what a person chose to be told by e-mail.', {
		person_id: 'The person; without a row they are told everything.',
		weekly_digest: 'Whether they want the list of what is due, every Monday.',
		notices: 'Whether they want to be told when something of theirs is returned, decided or waits for them.',
		chosen_at: 'When they chose.'
	});

	await sql`create table calendar_address (
		person_id integer primary key references person on delete cascade,
		token_sha256 bytea not null unique,
		made_at timestamptz not null
	)`.execute(db);
	await describe(db, 'calendar_address', 'One row the private address of a person’s calendar of due dates.', {
		person_id: 'The person whose dates it shows.',
		token_sha256: 'SHA-256 of the secret part of the address; the address itself is kept nowhere.',
		made_at: 'When the address was made.'
	});

	const installation = `(select acts_as_installation())`;
	const own = `person_id = (select acting_person())`;
	const administered = `data_set = any ((select array_agg(m.data_set) from membership m join person p on p.id = m.person_id
		where m.person_id = acting_person() and m.role = 'administrator' and p.suspended_at is null)::text[])`;
	// Anybody's change may cause an e-mail, also of somebody who is not signed in: a lost password.
	await guard(db, 'mail', [`${installation} or ${administered}`, 'true', installation]);
	// Whoever returns a claim has to know whether its owner wants to be told.
	await guard(db, 'reminder_choice', ['true', own, own]);
	await guard(db, 'calendar_address', [`${installation} or ${own}`, own, own]);
};
