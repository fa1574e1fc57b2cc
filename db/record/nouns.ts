import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { Subject } from '#lib/domain/event.ts';
import { asTable } from '../rows.ts';
import type { Writing } from '../schema.ts';
import { record, type Draft, type Recorder } from './record.ts';

/** What became of a row that was handed in. */
export type Outcome = 'new' | 'changed' | 'unchanged';
export type Kept = { id: number; outcome: Outcome };

/** A table of the register: what its rows are, which column tells them apart, and which columns can be amended. */
export type Noun = {
	subject: Subject;
	table: string;
	key: string;
	columns: Readonly<Record<string, string>>;
	/** Columns that only a new row is given. */
	born?: Readonly<Record<string, string>>;
	/** Whether both data sets share it. */
	isShared?: boolean;
	/** Columns that are worked out, whose change is no news. */
	silent?: readonly string[];
};

type Value = string | number | null;
/** A row by its columns. A column that is not there is left as it is, and is empty in a new row. */
export type NounRow = Readonly<Record<string, Value | undefined>>;
export type Change = { column: string; from: string | undefined; to: string | undefined };

/** What would become of rows, before anything is written. `known` is the row as it stands. */
export type Planned = { row: Record<string, Value>; known?: { id: number }; changes: Change[] };

const asText = (value: unknown): string | undefined =>
	value === null || value === undefined ? undefined : String(value);

/**
 * Compares rows with what the register holds and locks what it finds. One answer a row, in the same order; no row may
 * stand for the same record twice.
 */
export const plan = async (
	trx: Writing,
	noun: Noun,
	data_set: DataSet,
	rows: readonly NounRow[]
): Promise<Planned[]> => {
	const names = Object.keys(noun.columns);
	const inSet = noun.isShared ? sql`true` : sql`data_set = ${data_set}`;
	const { rows: found } = await sql<{ id: number } & Record<string, Value>>`
		select id, ${sql.join(names.map((name) => sql.ref(name)))} from ${sql.table(noun.table)}
		where ${inSet} and ${sql.ref(noun.key)} = any (${rows.map((row) => row[noun.key])}::text[])
		order by id for no key update`.execute(trx);
	const byKey = new Map(found.map((row) => [row[noun.key], row]));
	return rows.map((given) => {
		const known = byKey.get(given[noun.key] as string);
		const row = Object.fromEntries(
			names.map((name) => [name, (name in given ? given[name] : known?.[name]) ?? null])
		);
		if (!known) return { row, changes: [] };
		const changes = names
			.map((column) => ({ column, from: asText(known[column]), to: asText(row[column]) }))
			.filter(({ from, to }) => from !== to);
		return { row, known, changes };
	});
};

const insertRows = async (trx: Writing, noun: Noun, data_set: DataSet, rows: Record<string, Value>[]) => {
	const columns = { ...noun.columns, ...noun.born };
	const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)));
	const [inSet, set] = noun.isShared ? [sql``, sql``] : [sql`data_set, `, sql`${data_set}, `];
	const { rows: made } = await sql<{ id: number; key: string }>`
		insert into ${sql.table(noun.table)} (${inSet}${names}) select ${set}${names} from ${asTable(rows, columns)}
		returning id, ${sql.ref(noun.key)} as key`.execute(trx);
	return new Map(made.map(({ id, key }) => [key, id]));
};

const updateRows = async (trx: Writing, noun: Noun, rows: Record<string, Value>[]) => {
	const sets = Object.keys(noun.columns).map((name) => sql`${sql.ref(name)} = given.${sql.ref(name)}`);
	await sql`update ${sql.table(noun.table)} kept set ${sql.join(sets)}
		from ${asTable(rows, { id: 'int4', ...noun.columns })} where kept.id = given.id`.execute(trx);
};

const owner = ({ subject }: Noun, id: number) => ({
	subject,
	subject_id: id,
	...(subject === 'recommendation' ? { recommendation_id: id } : {}),
	...(subject === 'organisation' ? { organisation_id: id } : {})
});

/** The event that a record was added to the register. */
export const added = (noun: Noun, data_set: DataSet, id: number, effective_on: Day): Draft => ({
	...owner(noun, id),
	data_set,
	what: 'added',
	effective_on
});

/** The event that one column of a record was amended. */
export const amended = (
	noun: Noun,
	data_set: DataSet,
	id: number,
	effective_on: Day,
	change: Change
): Draft => ({
	...owner(noun, id),
	data_set,
	what: 'amended',
	...(change.from === undefined ? {} : { from_value: change.from }),
	...(change.to === undefined ? {} : { to_value: change.to }),
	detail: { column: change.column },
	effective_on
});

/** Writes what was planned, with an 'added' event for each new row and an 'amended' one for each changed column. */
export const write = async (
	trx: Writing,
	at: Recorder & { today: Day },
	noun: Noun,
	data_set: DataSet,
	planned: readonly Planned[]
): Promise<Kept[]> => {
	const fresh = planned.filter(({ known }) => !known);
	const changed = planned.filter(({ known, changes }) => known && changes.length > 0);
	const made =
		fresh.length > 0
			? await insertRows(
					trx,
					noun,
					data_set,
					fresh.map(({ row }) => row)
				)
			: new Map();
	if (changed.length > 0)
		await updateRows(
			trx,
			noun,
			changed.map(({ row, known }) => ({ ...row, id: known?.id ?? null }))
		);
	const kept = planned.map(({ row, known, changes }): Kept & { changes: Change[] } => ({
		id: known?.id ?? made.get(row[noun.key]),
		outcome: !known ? 'new' : changes.length > 0 ? 'changed' : 'unchanged',
		changes
	}));
	await record(
		trx,
		at,
		kept.flatMap(({ id, outcome, changes }) =>
			outcome === 'new'
				? [added(noun, data_set, id, at.today)]
				: changes
						.filter(({ column }) => !noun.silent?.includes(column))
						.map((change) => amended(noun, data_set, id, at.today, change))
		)
	);
	return kept.map(({ id, outcome }) => ({ id, outcome }));
};

/** Adds the rows that are new and amends those that have changed; a row that says nothing new is passed over. */
export const keep = async (
	trx: Writing,
	at: Recorder & { today: Day },
	noun: Noun,
	data_set: DataSet,
	rows: readonly NounRow[]
): Promise<Kept[]> => write(trx, at, noun, data_set, await plan(trx, noun, data_set, rows));

/** The given fields under the names of their columns; what was not given stays out. */
export const renamed = (
	fields: object,
	columns: Readonly<Record<string, string>>
): Record<string, Value | undefined> =>
	Object.fromEntries(
		Object.entries(columns)
			.filter(([field]) => field in fields)
			.map(([field, column]) => [column, (fields as Record<string, Value | undefined>)[field] ?? null])
	);
