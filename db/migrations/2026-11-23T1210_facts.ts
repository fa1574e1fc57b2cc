import { sql, type Kysely } from 'kysely';

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

/** What figures are drawn from that neither standings nor duties tell: waits, barriers, words heard, dates moved. */
export const up = async (db: Kysely<unknown>) => {
	await sql`alter table assignment add outcome_on date, add extension_barrier text,
		add extensions integer not null default 0`.execute(db);
	const columns = {
		outcome_on: 'Since when the wait for a confirmation goes on, or is over, as it stands.',
		extension_barrier: 'What stood in the way when more time was asked for last.',
		extensions: 'How often more time was granted.'
	};
	for (const [column, sentence] of Object.entries(columns))
		await sql`comment on column ${sql.ref(`assignment.${column}`)} is ${sql.lit(sentence)}`.execute(db);

	const fact = `fact text not null, value text not null, day date, length integer`;
	for (const table of ['fact_change', 'fact_pending'])
		await sql`create table ${sql.table(table)} (
			${sql.raw(DATA_SET)},
			assignment_id integer not null,
			recommendation_id integer not null,
			organisation_id integer not null,
			effective_on date not null,
			recorded_on date not null,
			${sql.raw(fact)},
			change smallint not null
		)`.execute(db);
	await sql`create index fact_change_organisation on fact_change (organisation_id, fact, effective_on)`.execute(
		db
	);
	await sql`create index fact_change_recommendation on fact_change (recommendation_id, fact, effective_on)`.execute(
		db
	);
	await sql`create index fact_change_days on fact_change using brin
		(effective_on date_minmax_multi_ops, recorded_on date_minmax_multi_ops) with (pages_per_range = 32)`.execute(
		db
	);
	await sql`create table fact_count (
		${sql.raw(DATA_SET)},
		dimension text not null,
		key text not null,
		${sql.raw(fact)},
		n integer not null,
		unique nulls not distinct (data_set, dimension, key, fact, value, day, length) include (n)
	)`.execute(db);

	const facts = {
		fact: 'What is counted: a wait for a confirmation, a barrier, a word heard, a date that was moved.',
		value: 'How it ended, which barrier, which clock and how it stands; empty where the fact says all.',
		day: 'The day that it counts from; empty where none matters.',
		length: 'How many days or months it took, or how many there were; empty where that does not matter.'
	};
	const ledger = {
		data_set: SET,
		assignment_id: 'The assignment.',
		recommendation_id: 'Its recommendation.',
		organisation_id: 'The organisation that it counts under.',
		effective_on: 'The day from which it counts so.',
		recorded_on: 'The day on which we learned it.',
		...facts,
		change: 'Begins (1) or ends (-1).'
	};
	await describe(
		db,
		'fact_change',
		'One row a fact that an assignment begins or ends to be counted by: the ledger behind waits, barriers and slips.',
		ledger
	);
	await describe(
		db,
		'fact_pending',
		'The newest rows of fact_change, until they are folded into the roll-up.',
		ledger
	);
	await describe(db, 'fact_count', 'One row how many assignments a fact holds of now.', {
		data_set: SET,
		dimension: 'What it is counted by: all, source, theme, kind, year made, organisation kind, region.',
		key: 'Which one: the code or the words.',
		...facts,
		n: 'How many.'
	});
};
