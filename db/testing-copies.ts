import { sql, type RawBuilder } from 'kysely';
import { BY_MONTH, FACTS_BY_MONTH } from './by-month.ts';
import { changesByMonth, DUTY_COLUMNS, FACT_COLUMNS, standingsTogether } from './record/rollup-counts.ts';
import type { Database, Writing } from './schema.ts';

/** What a history is made of. What has no data set of its own goes first, while the originals are still alone. */
const TABLES = [
	'recommendation_theme',
	'recommendation_text',
	'family_member',
	'report',
	'recommendation',
	'addressee',
	'assignment',
	'event',
	'standing_change',
	'duty_change',
	'fact_change',
	'evidence',
	'extension',
	'verdict'
];
const NUMBERED = ['report', 'recommendation', 'assignment'] as const;
type Numbered = (typeof NUMBERED)[number];

/** By which column something points at a numbered record, and from where on the numbers of its copies begin. */
const POINTS_AT: Record<string, Numbered> = {
	report_id: 'report',
	recommendation_id: 'recommendation',
	merged_into_id: 'recommendation',
	assignment_id: 'assignment'
};

type Column = { name: string; type: string };
type Copying = { copies: number; days: number; highest: Record<Numbered, number> };

/** The day of a fact in a copy: a cohort is a month. */
const factDay = (days: number, of: string) => {
	const moved = sql`${sql.ref(`${of}.day`)} - copy * ${sql.lit(days)}`;
	return sql`case when ${sql.ref(`${of}.fact`)} = 'cohort' then date_trunc('month', (${moved})::timestamp)::date else ${moved} end`;
};

/** The value of a column in a copy: numbers moved on, days moved back; undefined where the database gives it. */
const copied = (
	table: string,
	{ name, type }: Column,
	{ days, highest }: Copying
): RawBuilder<unknown> | undefined => {
	const column = sql.ref(`t.${name}`);
	const moved = (to: Numbered) => sql`${column} + copy * ${sql.lit(highest[to])}`;
	const own = NUMBERED.find((one) => one === table);
	if (name === 'id') return own && moved(own);
	const target = POINTS_AT[name];
	if (target) return moved(target);
	if (name === 'subject_id')
		return sql`case t.subject ${sql.join(
			NUMBERED.map((one) => sql`when ${sql.lit(one)} then ${moved(one)}`),
			sql` `
		)} else ${column} end`;
	if (own && name === 'reference') return sql`${column} || '/C' || copy`;
	if (own && name === 'slug') return sql`${column} || '-C' || copy`;
	if (table === 'fact_change' && name === 'day') return factDay(days, 't');
	if (type === 'date') return sql`${column} - copy * ${sql.lit(days)}`;
	if (type === 'timestamp with time zone')
		return sql`${column} - make_interval(days => copy * ${sql.lit(days)})`;
	return column;
};

const copyTable = async (trx: Writing, table: string, copying: Copying) => {
	const { rows: columns } = await sql<Column>`
		select column_name as name, data_type as type from information_schema.columns
		where table_schema = current_schema() and table_name = ${table} and is_generated = 'NEVER' order by ordinal_position`.execute(
		trx
	);
	const values = columns.flatMap((column) => {
		const value = copied(table, column, copying);
		return value ? [{ name: sql.ref(column.name), value }] : [];
	});
	const originals = columns.some(({ name }) => name === 'data_set')
		? sql`t.data_set = 'demonstration'`
		: sql`t.recommendation_id in (select id from recommendation where data_set = 'demonstration')`;
	await sql`insert into ${sql.table(table)} (${sql.join(values.map(({ name }) => name))}) overriding system value
		select ${sql.join(values.map(({ value }) => value))}
		from ${sql.table(table)} t cross join generate_series(1, ${copying.copies}::int) copy where ${originals}`.execute(
		trx
	);
};

/** Makes a roll-up that of the originals and all copies: each copy's rows are the originals', moved back. */
const copyRollup = async (
	trx: Writing,
	table: string,
	day: string | undefined,
	{ copies, days }: Copying
) => {
	const key =
		{
			standing_by_day: 'standing',
			standing_now: 'standing',
			duty_by_due_date: 'clock, status',
			overdue_by_day: 'clock',
			fact_count: 'fact, value, length'
		}[table] ?? '';
	const moved =
		day && (table === 'fact_count' ? factDay(days, table) : sql`${sql.ref(day)} - copy * ${sql.lit(days)}`);
	await sql`create temp table copied on commit drop as
		select data_set, dimension, key, ${sql.raw(key)}, sum(n)::int as n${moved ? sql`, ${moved} as ${sql.ref(day ?? '')}` : sql``}
		from ${sql.table(table)} cross join generate_series(0, ${copies}::int) copy
		where data_set = 'demonstration'
		group by data_set, dimension, key, ${sql.raw(key)}${moved ? sql`, ${moved}` : sql``}`.execute(trx);
	await sql`delete from ${sql.table(table)} where data_set = 'demonstration'`.execute(trx);
	await sql`insert into ${sql.table(table)} (data_set, dimension, key, ${sql.raw(key)}, n${day ? sql`, ${sql.ref(day)}` : sql``})
		select * from copied where n <> 0`.execute(trx);
	await sql`drop table copied`.execute(trx);
};

/** Makes the months of a roll-up anew from its days, for the same reason as those of a ledger. */
const copyByMonth = async (trx: Writing, table: string, day: string, columns: string) => {
	const months = sql.raw(columns.replace(day, `date_trunc('month', ${day})::date`));
	await sql`delete from ${sql.table(table)} where data_set = 'demonstration' and dimension = ${BY_MONTH}`.execute(
		trx
	);
	const which = table === 'fact_count' ? sql`fact = any (${FACTS_BY_MONTH}::text[])` : sql`true`;
	await sql`insert into ${sql.table(table)} (data_set, dimension, key, ${sql.raw(columns)}, n)
		select data_set, ${BY_MONTH}::text, key, ${months}, sum(n) from ${sql.table(table)}
		where data_set = 'demonstration' and dimension = 'all' and ${which} group by data_set, key, ${months} having sum(n) <> 0`.execute(
		trx
	);
};

/** Makes the roll-up of a ledger by months anew: days that move into other months cannot be told from it. */
const copyMonths = async (trx: Writing, of: 'duty' | 'fact', columns: string) => {
	await sql`delete from ${sql.table(`${of}_by_month`)} where data_set = 'demonstration'`.execute(trx);
	await sql`insert into ${sql.table(`${of}_by_month`)} (data_set, month, ${sql.raw(columns)}, n)
		select * from (${changesByMonth(`${of}_change`, columns)}) months where data_set = 'demonstration'`.execute(
		trx
	);
};

/**
 * Makes a large demonstration of a small one: copies its recommendations with their whole histories, each copy some days
 * earlier than the one before, with ledgers, roll-ups and counters. Living a million histories through the changes takes
 * an hour, this takes minutes. Needs the server's superuser, and all that is pending folded. The hashes of the copied
 * events stay those of the originals, so the record cannot be verified afterwards.
 */
export const copyHistories = async (owner: Database, copies: number, days: number): Promise<void> => {
	await owner.transaction().execute(async (trx) => {
		// Foreign keys are not looked up row by row; what is copied points where the originals do.
		await sql`set local session_replication_role = replica`.execute(trx);
		await sql`set local work_mem = '256MB'`.execute(trx);
		await sql`set local jit = off`.execute(trx);
		const highest = {} as Record<Numbered, number>;
		for (const table of NUMBERED) {
			const { rows } = await sql<{
				id: number;
			}>`select coalesce(max(id), 0)::int as id from ${sql.table(table)}`.execute(trx);
			highest[table] = rows[0]?.id ?? 0;
		}
		const copying = { copies, days, highest };
		for (const table of TABLES) await copyTable(trx, table, copying);
		await copyRollup(trx, 'standing_by_day', 'day', copying);
		await copyRollup(trx, 'standing_now', undefined, copying);
		await copyRollup(trx, 'duty_by_due_date', 'due_on', copying);
		await copyRollup(trx, 'overdue_by_day', 'day', copying);
		await copyRollup(trx, 'fact_count', 'day', copying);
		await copyByMonth(trx, 'duty_by_due_date', 'due_on', DUTY_COLUMNS);
		await copyByMonth(trx, 'fact_count', 'day', FACT_COLUMNS);
		await sql`delete from standing_by_month where data_set = 'demonstration'`.execute(trx);
		await sql`insert into standing_by_month (data_set, dimension, key, month, standing, n)
			select data_set, dimension, key, date_trunc('month', day)::date, standing, sum(n) from standing_by_day
			where data_set = 'demonstration' group by 1, 2, 3, 4, 5 having sum(n) <> 0
			union all
			select data_set, dimension, key, month, standing, n from (${standingsTogether('standing_change')}) together
			where data_set = 'demonstration'`.execute(trx);
		await copyMonths(trx, 'duty', DUTY_COLUMNS);
		await copyMonths(trx, 'fact', FACT_COLUMNS);
		const steps = ['asked', 'responded', 'accepted', 'planned', 'delivered', 'assured', 'sustained'];
		await sql`update organisation set ${sql.join(
			steps.map((step) => sql`${sql.ref(step)} = ${sql.ref(step)} * ${sql.lit(copies + 1)}`)
		)} where data_set = 'demonstration'`.execute(trx);
		for (const table of NUMBERED)
			await sql`select setval(pg_get_serial_sequence(${table}, 'id'), (select max(id) from ${sql.table(table)}))`.execute(
				trx
			);
	});
};
