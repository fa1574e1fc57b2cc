import { sql, type Kysely } from 'kysely';

const ID = 'Internal number; never shown and never reused.';
const SET = 'Whether the row belongs to the real register or to the invented demonstration data.';
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

/** What can happen, and some more: whatever steps before this one have allowed stays allowed. */
const alsoAllow = (values: readonly string[]) => sql`do $$
	declare
		name text;
		allowed text;
	begin
		select c.conname, pg_get_constraintdef(c.oid) into name, allowed from pg_constraint c
			join pg_attribute a on a.attrelid = c.conrelid and a.attname = 'what' and c.conkey = array[a.attnum]
			where c.conrelid = 'event'::regclass and c.contype = 'c';
		execute format('alter table event drop constraint %I', name);
		execute format('alter table event add constraint %I %s', name,
			replace(allowed, 'ARRAY[', ${sql.lit(`ARRAY[${values.map((value) => `'${value}'::text, `).join('')}`)}));
	end $$`;

/** Random samples of claims, the steps by which a board presses for what is overdue, statements and corrections. */
export const up = async (db: Kysely<unknown>) => {
	await alsoAllow(['sample', 'escalation', 'statement', 'correction']).execute(db);
	await sql`create index verdict_organisation on verdict (organisation_id, found_on)`.execute(db);
	await sql`create index verdict_expires on verdict (data_set, expires_on) where expires_on is not null`.execute(
		db
	);
	await sql`create index assignment_submitted on assignment (organisation_id, submitted_on)
		where assurance = 'submitted'`.execute(db);

	await sql`create table sample (
		id integer generated always as identity primary key,
		${sql.raw(DATA_SET)},
		drawn_from text not null,
		reason text not null,
		waiting integer not null check (waiting > 0),
		drawn integer not null check (drawn between 1 and waiting),
		seed integer not null,
		drawn_on date not null,
		drawn_at timestamptz not null,
		drawn_by integer references person,
		unique (id, data_set)
	)`.execute(db);
	await sql`create index sample_newest on sample (data_set, id)`.execute(db);
	await describe(db, 'sample', 'One row a random share of the claims that waited, drawn to be checked.', {
		id: ID,
		data_set: SET,
		drawn_from: 'From which claims it was drawn, in words.',
		reason: 'Why a share was checked and not all.',
		waiting: 'How many claims waited.',
		drawn: 'How many of them were drawn.',
		seed: 'The number from which chance was made: with the same claims it draws the same ones.',
		drawn_on: 'The day on which they waited.',
		drawn_at: 'When it was drawn.',
		drawn_by: 'Who drew it.'
	});
	await sql`create table sample_claim (
		sample_id integer not null references sample on delete cascade,
		place integer not null,
		assignment_id integer not null,
		primary key (sample_id, place),
		unique (assignment_id, sample_id)
	)`.execute(db);
	await describe(db, 'sample_claim', 'One row a claim that was drawn for a sample.', {
		sample_id: 'The sample.',
		place: 'In which order it was drawn, from 1.',
		assignment_id: 'The assignment whose claim it is.'
	});

	await sql`create table escalation (
		id integer generated always as identity primary key,
		${sql.raw(DATA_SET)},
		assignment_id integer not null,
		organisation_id integer not null,
		overdue_since date not null,
		step text not null check (step in ('reminder', 'letter to the executive lead', 'letter to the chair',
			'on the board’s agenda', 'published')),
		subject text,
		words text not null,
		sent_to integer not null default 0,
		taken_on date not null,
		taken_at timestamptz not null,
		taken_by integer references person,
		unique (assignment_id, overdue_since, step),
		foreign key (assignment_id, data_set) references assignment (id, data_set),
		foreign key (organisation_id, data_set) references organisation (id, data_set)
	)`.execute(db);
	await sql`create index escalation_step on escalation (data_set, step, taken_on)`.execute(db);
	await sql`create index escalation_organisation on escalation (organisation_id) where step = 'published'`.execute(
		db
	);
	await describe(db, 'escalation', 'One row a step by which the board pressed for what was overdue.', {
		id: ID,
		data_set: SET,
		assignment_id: 'What was overdue.',
		organisation_id: 'Whose it was.',
		overdue_since: 'The due date that was missed: a later one begins the steps anew.',
		step: 'Reminder, letter to the executive lead, letter to the chair, on the board’s agenda, or published.',
		subject: 'What the letter was headed, if it was one.',
		words: 'What was written.',
		sent_to: 'To how many people it was sent.',
		taken_on: 'The day.',
		taken_at: 'When it was entered.',
		taken_by: 'Who took the step; never a machine.'
	});

	await sql`create table statement (
		id integer generated always as identity primary key,
		${sql.raw(DATA_SET)},
		verdict_id integer not null references verdict on delete cascade,
		assignment_id integer not null,
		organisation_id integer not null,
		words text not null,
		made_on date not null,
		made_at timestamptz not null,
		made_by integer references person,
		foreign key (assignment_id, data_set) references assignment (id, data_set),
		foreign key (organisation_id, data_set) references organisation (id, data_set)
	)`.execute(db);
	await sql`create index statement_verdict on statement (verdict_id, id)`.execute(db);
	await describe(
		db,
		'statement',
		'One row what an organisation puts beside a verdict. The newest is shown; none is overwritten.',
		{
			id: ID,
			data_set: SET,
			verdict_id: 'The verdict that it stands beside.',
			assignment_id: 'The assignment.',
			organisation_id: 'The organisation that makes it.',
			words: 'What it says.',
			made_on: 'The day.',
			made_at: 'When it was entered.',
			made_by: 'Who made it for the organisation.'
		}
	);

	await sql`create table correction (
		id integer generated always as identity primary key,
		${sql.raw(DATA_SET)},
		recommendation_id integer,
		organisation_id integer,
		page text not null,
		wrong text not null,
		right_is text,
		shown_at text,
		asker text,
		asker_email text,
		asked_at timestamptz not null,
		asked_on date not null,
		state text not null default 'waiting' check (state in ('waiting', 'accepted', 'refused')),
		what text,
		old_value text,
		new_value text,
		answer text,
		answered_on date,
		answered_by integer references person,
		check ((state = 'waiting') = (answered_on is null)),
		check (state <> 'accepted' or (what is not null and new_value is not null)),
		check (state = 'waiting' or (asker is null and asker_email is null)),
		foreign key (recommendation_id, data_set) references recommendation (id, data_set) on delete set null (recommendation_id),
		foreign key (organisation_id, data_set) references organisation (id, data_set) on delete set null (organisation_id)
	)`.execute(db);
	await sql`create index correction_state on correction (data_set, state, id)`.execute(db);
	await sql`create index correction_recommendation on correction (recommendation_id)`.execute(db);
	await describe(
		db,
		'correction',
		'One row what somebody says is wrong in public, and what became of it. Who asked is forgotten once it is answered.',
		{
			id: ID,
			data_set: SET,
			recommendation_id: 'The recommendation that it is about, if one.',
			organisation_id: 'The organisation that it is about, if one.',
			page: 'The address of the page, from its first slash.',
			wrong: 'What is said to be wrong.',
			right_is: 'What it should say, if that was told.',
			shown_at: 'A page that shows it, if one was given.',
			asker: 'Who asked, if they said so; empty once it is answered.',
			asker_email: 'Where to answer, if they said so; empty once it is answered.',
			asked_at: 'When.',
			asked_on: 'On which day.',
			state: 'Waiting, accepted or refused.',
			what: 'What was corrected.',
			old_value: 'What it said.',
			new_value: 'What it says now.',
			answer: 'What the registrar answers.',
			answered_on: 'On which day.',
			answered_by: 'Which registrar.'
		}
	);

	const everywhere = `data_set = any ((select acts_everywhere_in())::text[])`;
	const own = `organisation_id = any ((select acts_for_organisations())::integer[])`;
	const keeps = `data_set = any ((select keeps_register_in())::text[])`;
	const ofSample = `exists (select from sample s where s.id = sample_id and s.data_set = any ((select acts_everywhere_in())::text[]))`;
	const guarded: Record<string, { read: string; add: string; change: string }> = {
		sample: { read: 'true', add: everywhere, change: everywhere },
		sample_claim: { read: 'true', add: ofSample, change: ofSample },
		escalation: {
			read: `step = 'published' or data_set = any ((select sees_everything_in())::text[]) or ${own}`,
			add: everywhere,
			change: everywhere
		},
		statement: { read: 'true', add: `${everywhere} or ${own}`, change: everywhere },
		// Anybody may ask; who asked, and what was refused, is for those who keep the register.
		correction: {
			read: `state = 'accepted' or ${keeps}`,
			add: `state = 'waiting' or ${keeps}`,
			change: keeps
		}
	};
	for (const [table, { read, add, change }] of Object.entries(guarded)) {
		const on = sql.table(table);
		await sql`alter table ${on} enable row level security`.execute(db);
		await sql`create policy who_may_read on ${on} for select using (${sql.raw(read)})`.execute(db);
		await sql`create policy who_may_add on ${on} for insert with check (${sql.raw(add)})`.execute(db);
		await sql`create policy who_may_change on ${on} for update using (${sql.raw(change)})`.execute(db);
		await sql`create policy who_may_remove on ${on} for delete using (${sql.raw(change)})`.execute(db);
	}
};
