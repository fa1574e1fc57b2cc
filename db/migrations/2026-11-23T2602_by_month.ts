import { sql, type Kysely } from 'kysely';

const SET = 'Whether the row belongs to the real register or to the invented demonstration data.';

type Rollup = { states: string; columns: string; types: string; comments: Record<string, string> };

const ROLLUPS: Record<'duty' | 'fact', Rollup> = {
	duty: {
		states: 'One row by how many duties of a due date and status change in a month, of everything.',
		columns: 'clock, due_on, status',
		types: 'clock text not null, due_on date, status text not null',
		comments: {
			clock: 'Which of the three clocks.',
			due_on: 'The due date; empty where none is set.',
			status: 'Open, or how it was met.'
		}
	},
	fact: {
		states: 'One row by how many assignments that a fact holds of change in a month, of everything.',
		columns: 'fact, value, day, length',
		types: 'fact text not null, value text not null, day date, length integer',
		comments: {
			fact: 'What is counted: a wait for a confirmation, a barrier, a word heard, a date that was moved.',
			value: 'How it ended, which barrier, which clock and how it stands; empty where the fact says all.',
			day: 'The day that it counts from; empty where none matters.',
			length: 'How many days or months it took, or how many there were; empty where that does not matter.'
		}
	}
};

const addRollup = async (
	db: Kysely<unknown>,
	of: 'duty' | 'fact',
	{ states, columns, types, comments }: Rollup
) => {
	const table = `${of}_by_month`;
	await sql`create table ${sql.table(table)} (
		data_set text not null check (data_set in ('register', 'demonstration')),
		month date not null,
		${sql.raw(types)},
		n integer not null,
		unique nulls not distinct (data_set, month, ${sql.raw(columns)}) include (n)
	)`.execute(db);
	const sentences = {
		data_set: SET,
		month: 'The first day of the month.',
		...comments,
		n: 'How many begin in it, less those that end.'
	};
	await sql`comment on table ${sql.table(table)} is ${sql.lit(states)}`.execute(db);
	for (const [column, sentence] of Object.entries(sentences))
		await sql`comment on column ${sql.ref(`${table}.${column}`)} is ${sql.lit(sentence)}`.execute(db);
	// What is pending is counted when it is folded.
	await sql`insert into ${sql.table(table)} (data_set, month, ${sql.raw(columns)}, n)
		select data_set, date_trunc('month', effective_on)::date, ${sql.raw(columns)}, sum(n) from (
			select data_set, effective_on, ${sql.raw(columns)}, change as n from ${sql.table(`${of}_change`)}
			union all
			select data_set, effective_on, ${sql.raw(columns)}, -change from ${sql.table(`${of}_pending`)}
		) changes group by data_set, 2, ${sql.raw(columns)} having sum(n) <> 0`.execute(db);
};

/** How things were on a day long ago, without going through everything that has happened since. */
export const up = async (db: Kysely<unknown>) => {
	for (const of of ['duty', 'fact'] as const) await addRollup(db, of, ROLLUPS[of]);
	for (const table of ['standing_change', 'duty_change', 'fact_change']) {
		// A stretch of days is found wherever its rows lie, and what was learned late without those learned at once.
		await sql`drop index ${sql.ref(`${table}_days`)}`.execute(db);
		await sql`create index ${sql.ref(`${table}_days`)} on ${sql.table(table)} (effective_on)`.execute(db);
		await sql`create index ${sql.ref(`${table}_late`)} on ${sql.table(table)} (recorded_on, effective_on)
			where recorded_on > effective_on`.execute(db);
	}
};
