import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { ImportVerdict, ProblemLine } from '#lib/domain/import.ts';
import type { Reading, Writing } from '../schema.ts';

/** The first half of the advisory locks of imports. */
const TAKING_IN = 7_046_102;

const COLUMNS = [
	'import.id',
	'import.data_set',
	'import.kind',
	'import.state',
	'file_name',
	'file_sha256',
	'file_bytes',
	'row_count',
	'outcome',
	'import.uploaded_at',
	'imported_by',
	'imported_at',
	'undone_at',
	'choice',
	'with_alike',
	'rows_done',
	'started_at',
	'finished_at',
	'failed_because'
] as const;

/** One import with who brought it; undefined where there is none of that number in the data set. */
export const find = (db: Reading, data_set: DataSet, id: number) =>
	db
		.selectFrom('import')
		.leftJoin('person as p', 'p.id', 'imported_by')
		.leftJoin('person as u', 'u.id', 'undone_by')
		.select([
			...COLUMNS,
			'mapping',
			'dialect',
			'shape',
			'problems',
			'p.name as who',
			'u.name as undone_by_whom'
		])
		.where('import.id', '=', id)
		.where('import.data_set', '=', data_set)
		.executeTakeFirst();
export type Found = NonNullable<Awaited<ReturnType<typeof find>>>;

/** A page of all imports, the newest first. */
export const list = (db: Reading, data_set: DataSet, { limit, offset }: { limit: number; offset: number }) =>
	db
		.selectFrom('import')
		.leftJoin('person as p', 'p.id', 'imported_by')
		.select([...COLUMNS, 'p.name as who'])
		.where('import.data_set', '=', data_set)
		.orderBy('import.id', 'desc')
		.limit(limit)
		.offset(offset)
		.execute();

/** How many imports there are. */
export const count = async (db: Reading, data_set: DataSet): Promise<number> => {
	const { n } = await db
		.selectFrom('import')
		.select(sql<number>`count(*)::int`.as('n'))
		.where('data_set', '=', data_set)
		.executeTakeFirstOrThrow();
	return n;
};

/** One stretch of an uploaded file; undefined after the last. */
export const part = async (db: Reading, id: number, place: number): Promise<Uint8Array | undefined> =>
	(
		await db
			.selectFrom('import_file_part')
			.select('bytes')
			.where('import_id', '=', id)
			.where('part', '=', place)
			.executeTakeFirst()
	)?.bytes;

/** How many rows there are of each verdict. */
export const verdicts = async (db: Reading, id: number): Promise<Partial<Record<ImportVerdict, number>>> => {
	const rows = await db
		.selectFrom('import_check')
		.select(['verdict', sql<number>`count(*)::int`.as('n')])
		.where('import_id', '=', id)
		.groupBy('verdict')
		.execute();
	return Object.fromEntries(rows.map(({ verdict, n }) => [verdict, n]));
};

/** Rows of an import with what would become of them, in the order of the file, from after a row. */
export const checks = (
	db: Reading,
	id: number,
	verdicts: readonly ImportVerdict[],
	{ after = 0, limit, offset = 0 }: { after?: number; limit: number; offset?: number }
) =>
	db
		.selectFrom('import_check as c')
		.leftJoin('recommendation as r', 'r.id', 'c.like_id')
		.select(['row_number', 'verdict', 'label', 'fields', 'changes', 'problems', 'like_share'])
		.select(['r.reference as like_reference', 'r.slug as like_slug', 'r.plain_summary as like_summary'])
		.where('import_id', '=', id)
		.where('verdict', 'in', verdicts)
		.where('row_number', '>', after)
		.orderBy('row_number')
		.limit(limit)
		.offset(offset)
		.execute();

/** The rows that a change takes, without what only a page shows. */
export const goodRows = async (
	db: Writing,
	id: number,
	verdicts: readonly ImportVerdict[],
	after: number,
	limit: number
): Promise<{ row_number: number; fields: object }[]> =>
	(await db
		.selectFrom('import_check')
		.select(['row_number', 'fields'])
		.where('import_id', '=', id)
		.where('verdict', 'in', verdicts)
		.where('row_number', '>', after)
		.orderBy('row_number')
		.limit(limit)
		.execute()) as { row_number: number; fields: object }[];

/** The problems of an import's rows, grouped by column and what to do, the most frequent first. */
export const problemGroups = async (db: Reading, id: number, limit: number): Promise<ProblemLine[]> => {
	const { rows } = await sql<ProblemLine>`
		select problem ->> 'column' as "column", (array_agg(problem ->> 'what' order by row_number))[1] as what, problem ->> 'do' as todo, count(*)::int as n,
			(array_agg(row_number order by row_number))[1:5] as "rows",
			(array_agg(distinct problem ->> 'value') filter (where problem ->> 'value' <> ''))[1:5] as "values"
		from import_check, jsonb_array_elements(problems) problem
		where import_id = ${id} and problems is not null and verdict not in ('new', 'changed', 'unchanged')
		group by 1, 3 order by n desc, 1, 3 limit ${limit}`.execute(db);
	return rows.map((row) => ({ ...row, values: row.values ?? [] }));
};

/** The problems of some rows, by row. */
export const problemsOf = async (db: Reading, id: number, after: number, limit: number) =>
	db
		.selectFrom('import_check')
		.select(['row_number', 'verdict', 'problems', 'like_share'])
		.where('import_id', '=', id)
		.where('verdict', 'in', ['refused', 'duplicate', 'probable duplicate'])
		.where('row_number', '>', after)
		.orderBy('row_number')
		.limit(limit)
		.execute();

/** How files of a shape were matched last, by anybody who keeps the register. */
export const remembered = (db: Reading, data_set: DataSet, kind: string, shape: string) =>
	db
		.selectFrom('import_mapping')
		.select(['mapping', 'dialect', 'kept_at'])
		.where('data_set', '=', data_set)
		.where('kind', '=', kind)
		.where('shape', '=', shape)
		.executeTakeFirst();

/** The state of an import, and how far its step has come. */
export const progress = (db: Reading, id: number) =>
	db
		.selectFrom('import')
		.select(['state', 'rows_done', 'row_count', 'started_at'])
		.where('id', '=', id)
		.executeTakeFirst();

/** Whether any file is being checked or taken in. What was begun an hour ago was left by a process that ended. */
export const areUnderWay = async (db: Reading): Promise<boolean> => {
	const { rows } = await sql<{ any: boolean }>`select exists (
		select from import where state in ('checking', 'committing') and started_at > clock_timestamp() - interval '1 hour'
	) as any`.execute(db);
	return rows[0]?.any ?? false;
};

/** Lets nobody else take in the same import until the transaction ends. */
export const holdAlone = async (trx: Writing, id: number): Promise<void> => {
	await sql`select pg_advisory_xact_lock(${TAKING_IN}::int, ${id}::int)`.execute(trx);
};
