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

const VALUES = {
	disposition: ['untriaged', 'adopted', 'merged', 'deferred', 'declined', 'superseded'],
	position: [
		'awaiting response',
		'accepted',
		'accepted in part',
		'accepted in principle',
		'not accepted',
		'not applicable'
	],
	delivery: ['no information', 'not started', 'planned', 'in progress', 'delivered', 'on hold', 'stopped'],
	assurance: ['not assessed', 'submitted', 'assured', 'not assured', 'sustained', 'lapsed'],
	closure: [
		'open',
		'implemented',
		'implemented by alternative means',
		'superseded',
		'no longer applicable',
		'reconsidered',
		'not implemented'
	]
};

export const up = async (db: Kysely<unknown>) => {
	await sql`create table event (
		id bigint generated always as identity,
		${sql.raw(DATA_SET)},
		subject text not null,
		subject_id integer not null,
		assignment_id integer,
		recommendation_id integer,
		organisation_id integer,
		what text not null check (what in ('assigned', 'position', 'claim', 'delivery', 'assurance', 'closure', 'adequacy',
			'due date', 'extension', 'update', 'evidence', 'verdict', 'transfer', 'disposition', 'added', 'amended')),
		from_value text,
		to_value text,
		reason text,
		narrative text,
		detail jsonb,
		person_id integer references person,
		effective_on date not null,
		effective_on_is text not null default 'the day' check (effective_on_is in ('the day', 'no later than')),
		recorded_at timestamptz not null,
		hash bytea not null,
		primary key (id, recorded_at, data_set),
		foreign key (assignment_id, data_set) references assignment (id, data_set),
		foreign key (recommendation_id, data_set) references recommendation (id, data_set),
		foreign key (organisation_id, data_set) references organisation (id, data_set)
	) partition by list (data_set)`.execute(db);
	await sql`create index event_assignment on event (assignment_id, id)`.execute(db);
	await sql`create index event_recommendation on event (recommendation_id, id)`.execute(db);
	await sql`create index event_organisation on event (organisation_id, id)`.execute(db);
	await sql`create index event_recorded on event (recorded_at, id)`.execute(db);
	await sql`create index event_subject on event (subject, subject_id) where assignment_id is null`.execute(
		db
	);
	await describe(
		db,
		'event',
		'One row one change, kept for ever. The database refuses to alter or remove it.',
		{
			id: 'Internal number, in the order of entry.',
			data_set: SET,
			subject: 'What sort of record changed.',
			subject_id: 'Which one.',
			assignment_id: 'The assignment that it belongs to, if one.',
			recommendation_id: 'The recommendation that it belongs to, if one.',
			organisation_id: 'The organisation that it belongs to, if one.',
			what: 'What changed: the axis, or the kind of entry.',
			from_value: 'The value before.',
			to_value: 'The value after.',
			reason: 'Why.',
			narrative: 'The words that came with it.',
			detail: 'What else was said: barrier, clock, link, method.',
			person_id: 'Who entered it; empty for the installation itself.',
			effective_on: 'The day on which it happened.',
			effective_on_is: 'Whether that is the day itself or only known to be no later.',
			recorded_at: 'When we learned it.',
			hash: 'SHA-256 of the content of this row.'
		}
	);

	await sql`create function refuse_change_to_record() returns trigger language plpgsql as $$
		begin
			raise exception 'The record is append-only: % on % is refused.', tg_op, tg_table_name using errcode = 'insufficient_privilege';
		end $$`.execute(db);
	await sql`create function guard_record(target regclass) returns void language plpgsql as $$
		begin
			execute format('create trigger append_only before update or delete or truncate on %s for each statement execute function refuse_change_to_record()', target);
		end $$`.execute(db);
	await sql`create function open_event_partition(for_set text, name text, from_day text, to_day text) returns void language plpgsql as $$
		begin
			if to_regclass(name) is null then
				execute format('create table %I partition of %I for values from (%L) to (%L)', name, 'event_' || for_set, from_day, to_day);
				perform guard_record(name::regclass);
			end if;
		end $$`.execute(db);
	await sql`create function open_event_partitions(for_set text, first_year integer, last_year integer) returns void language plpgsql as $$
		begin
			if to_regclass('event_' || for_set) is null then
				execute format('create table %I partition of event for values in (%L) partition by range (recorded_at)', 'event_' || for_set, for_set);
				execute format('create table %I partition of %I default', 'event_' || for_set || '_other', 'event_' || for_set);
				perform guard_record(('event_' || for_set)::regclass);
				perform guard_record(('event_' || for_set || '_other')::regclass);
			end if;
			for year in first_year..last_year loop
				perform open_event_partition(for_set, 'event_' || for_set || '_' || year, year || '-01-01 00:00Z', (year + 1) || '-01-01 00:00Z');
			end loop;
		end $$`.execute(db);
	await sql`select guard_record('event'::regclass)`.execute(db);
	await sql`select open_event_partitions('register', 2026, 2028), open_event_partitions('demonstration', 2022, 2028)`.execute(
		db
	);

	await sql`create table seal (
		${sql.raw(DATA_SET)},
		block integer not null,
		event_ids bigint[] not null,
		event_hashes bytea not null,
		previous_hash bytea not null,
		hash bytea not null,
		highest_id bigint not null,
		settled_to bigint not null,
		seen_transactions xid8 not null,
		sealed_at timestamptz not null,
		primary key (data_set, block)
	)`.execute(db);
	await sql`create index seal_highest on seal (data_set, highest_id)`.execute(db);
	await sql`select guard_record('seal'::regclass)`.execute(db);
	await describe(
		db,
		'seal',
		'One row a block of events, sealed: its hash covers its events in order and the block before it.',
		{
			data_set: SET,
			block: 'Its number in the chain, from 1.',
			event_ids: 'The events that it seals, in order.',
			event_hashes: 'Their hashes, 32 bytes each, in the same order.',
			previous_hash: 'The hash of the block before; zeros for the first.',
			hash: 'SHA-256 over the previous hash and each event’s number and hash.',
			highest_id: 'The highest number among its events.',
			settled_to: 'No event up to this number can still turn up unsealed.',
			seen_transactions: 'The database’s transaction horizon when it was sealed.',
			sealed_at: 'When it was sealed.'
		}
	);

	await sql`create table standing (
		code smallint primary key,
		disposition text not null,
		position text not null,
		delivery text not null,
		assurance text not null,
		closure text not null,
		unique (disposition, position, delivery, assurance, closure)
	)`.execute(db);
	await sql`insert into standing
		select (((((d.o - 1) * 6 + p.o - 1) * 7 + l.o - 1) * 6 + a.o - 1) * 7 + c.o - 1)::smallint, d.v, p.v, l.v, a.v, c.v
		from unnest(${VALUES.disposition}::text[]) with ordinality d(v, o)
			cross join unnest(${VALUES.position}::text[]) with ordinality p(v, o)
			cross join unnest(${VALUES.delivery}::text[]) with ordinality l(v, o)
			cross join unnest(${VALUES.assurance}::text[]) with ordinality a(v, o)
			cross join unnest(${VALUES.closure}::text[]) with ordinality c(v, o)`.execute(db);
	await describe(
		db,
		'standing',
		'One row a combination of the five facts, so that it can be counted by one number.',
		{
			code: 'The combination as a number.',
			disposition: 'What the board decided about the recommendation.',
			position: 'What the organisation promised.',
			delivery: 'What the organisation says that it has done.',
			assurance: 'What somebody independent could confirm.',
			closure: 'What the issuer or the board decided.'
		}
	);

	for (const table of ['standing_change', 'standing_pending'])
		await sql`create table ${sql.table(table)} (
			${sql.raw(DATA_SET)},
			assignment_id integer not null,
			recommendation_id integer not null,
			organisation_id integer not null,
			effective_on date not null,
			recorded_on date not null,
			from_standing smallint,
			to_standing smallint
		)`.execute(db);
	for (const table of ['duty_change', 'duty_pending'])
		await sql`create table ${sql.table(table)} (
			${sql.raw(DATA_SET)},
			assignment_id integer not null,
			recommendation_id integer not null,
			organisation_id integer not null,
			effective_on date not null,
			recorded_on date not null,
			clock text not null,
			due_on date,
			status text not null,
			change smallint not null
		)`.execute(db);
	for (const table of ['standing_change', 'duty_change']) {
		await sql`create index ${sql.ref(`${table}_organisation`)} on ${sql.table(table)} (organisation_id, effective_on)`.execute(
			db
		);
		await sql`create index ${sql.ref(`${table}_recommendation`)} on ${sql.table(table)} (recommendation_id, effective_on)`.execute(
			db
		);
		await sql`create index ${sql.ref(`${table}_days`)} on ${sql.table(table)} using brin
			(effective_on date_minmax_multi_ops, recorded_on date_minmax_multi_ops) with (pages_per_range = 32)`.execute(
			db
		);
	}
	const ledger = {
		data_set: SET,
		assignment_id: 'The assignment.',
		recommendation_id: 'Its recommendation.',
		organisation_id: 'The organisation that it counts under.',
		effective_on: 'The day from which it counts so.',
		recorded_on: 'The day on which we learned it.'
	};
	const standing = {
		...ledger,
		from_standing: 'The standing that it leaves; empty on entry.',
		to_standing: 'The standing that it enters; empty on leaving.'
	};
	const duty = {
		...ledger,
		clock: 'Which of the three clocks.',
		due_on: 'The due date; empty for no date set.',
		status: 'Open, met in time, met late, or met on a day that is not known.',
		change: 'One more (1) or one fewer (-1) duty of this kind.'
	};
	await describe(
		db,
		'standing_change',
		'One row a move of an assignment from one standing to another: the ledger that every rate is summed from.',
		standing
	);
	await describe(
		db,
		'standing_pending',
		'The newest rows of standing_change, until they are folded into the roll-ups.',
		standing
	);
	await describe(
		db,
		'duty_change',
		'One row a duty with a due date that begins or ends: the ledger that every overdue count is summed from.',
		duty
	);
	await describe(
		db,
		'duty_pending',
		'The newest rows of duty_change, until they are folded into the roll-ups.',
		duty
	);

	const rollup = {
		data_set: SET,
		dimension: 'What it is counted by: all, source, theme, kind, organisation kind, region.',
		key: 'Which one: the code or the words.'
	};
	// The counts lie in the index itself: what a figure sums up is scattered all over the table.
	for (const [table, time] of [
		['standing_by_month', 'month'],
		['standing_by_day', 'day']
	] as const) {
		await sql`create table ${sql.table(table)} (
			${sql.raw(DATA_SET)},
			dimension text not null,
			key text not null,
			${sql.ref(time)} date not null,
			standing smallint not null,
			n integer not null,
			primary key (data_set, dimension, key, ${sql.ref(time)}, standing) include (n)
		)`.execute(db);
		await describe(db, table, `One row how many assignments, net, entered a standing in a ${time}.`, {
			...rollup,
			[time]: time === 'month' ? 'The first day of the month.' : 'The day.',
			standing: 'The standing.',
			n: 'Entered less left.'
		});
	}
	await sql`create table standing_now (
		${sql.raw(DATA_SET)},
		dimension text not null,
		key text not null,
		standing smallint not null,
		n integer not null,
		primary key (data_set, dimension, key, standing)
	)`.execute(db);
	await describe(db, 'standing_now', 'One row how many assignments are in a standing now.', {
		...rollup,
		standing: 'The standing.',
		n: 'How many.'
	});
	await sql`create table duty_by_due_date (
		${sql.raw(DATA_SET)},
		dimension text not null,
		key text not null,
		clock text not null,
		due_on date,
		status text not null,
		n integer not null,
		unique nulls not distinct (data_set, dimension, key, status, clock, due_on) include (n)
	)`.execute(db);
	await describe(db, 'duty_by_due_date', 'One row how many duties now have this due date and status.', {
		...rollup,
		clock: 'Which of the three clocks.',
		due_on: 'The due date; empty for no date set.',
		status: 'Open, met in time, met late, or met on a day that is not known.',
		n: 'How many.'
	});
};
