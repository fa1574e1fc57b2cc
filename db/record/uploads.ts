import { sql, type Insertable, type UpdateObject } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { ImportChange, ImportProblem, ImportState, ImportVerdict } from '#lib/domain/import.ts';
import { arrayOf, asTable } from '../rows.ts';
import type { ImportTable, Tables, Writing } from '../schema.ts';

/** A file that has arrived, with nothing read of it. */
export type NewUpload = {
	data_set: DataSet;
	kind: string;
	file_name: string;
	file_sha256: Uint8Array;
	file_bytes: number;
	imported_by: number | null;
	uploaded_at: Date;
};

/** Writes down that a file came, and answers the number of its import. */
export const insertUpload = async (trx: Writing, upload: NewUpload): Promise<number> => {
	const row: Insertable<ImportTable> = {
		...upload,
		state: 'uploaded',
		mapping: '{}',
		outcome: '{}',
		row_count: 0
	};
	const { id } = await trx.insertInto('import').values(row).returning('id').executeTakeFirstOrThrow();
	return id;
};

/** Keeps one stretch of the file. */
export const insertPart = async (
	trx: Writing,
	import_id: number,
	part: number,
	bytes: Uint8Array
): Promise<void> => {
	await trx
		.insertInto('import_file_part')
		.values({ import_id, part, bytes: Buffer.from(bytes) })
		.execute();
};

/** The moment at which a statement runs, as the database knows it: a step takes longer than its own `now` says. */
export const BY_THE_CLOCK = sql<Date>`clock_timestamp()`;

/** Changes an import that is in one of the states; answers whether it was. */
export const updateIn = async (
	trx: Writing,
	id: number,
	states: readonly ImportState[],
	set: UpdateObject<Tables, 'import'>
): Promise<boolean> => {
	const { numUpdatedRows } = await trx
		.updateTable('import')
		.set(set)
		.where('id', '=', id)
		.where('state', 'in', states)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
};

/** What would become of one row. */
export type NewCheck = {
	row_number: number;
	verdict: ImportVerdict;
	label?: string | undefined;
	fields?: object | undefined;
	changes?: readonly ImportChange[] | undefined;
	problems?: readonly ImportProblem[] | undefined;
	like_id?: number | undefined;
	like_share?: number | undefined;
};

/** What rows hold under a name as one list of JSON, which is written and read sooner than a list of texts that are JSON each. */
const listOf = (checks: readonly NewCheck[], name: 'fields' | 'changes' | 'problems'): string =>
	JSON.stringify(checks.map((one) => one[name] ?? null));

/** Writes down what would become of rows, in one statement. */
export const insertChecks = async (trx: Writing, id: number, checks: readonly NewCheck[]): Promise<void> => {
	if (checks.length === 0) return;
	await sql`insert into import_check (import_id, row_number, verdict, label, like_id, like_share, fields, changes, problems)
		select ${id}::int, row_number, verdict, label, like_id, like_share,
			nullif(fields, 'null'), nullif(changes, 'null'), nullif(problems, 'null')
		from rows from (
			unnest(${arrayOf(checks, 'row_number')}::int[], ${arrayOf(checks, 'verdict')}::text[], ${arrayOf(checks, 'label')}::text[],
				${arrayOf(checks, 'like_id')}::int[], ${arrayOf(checks, 'like_share')}::real[]),
			jsonb_array_elements(${listOf(checks, 'fields')}::jsonb),
			jsonb_array_elements(${listOf(checks, 'changes')}::jsonb),
			jsonb_array_elements(${listOf(checks, 'problems')}::jsonb)
		) as given(row_number, verdict, label, like_id, like_share, fields, changes, problems)`.execute(trx);
};

/** Forgets what an earlier check found. */
export const removeChecks = async (trx: Writing, id: number): Promise<void> => {
	await trx.deleteFrom('import_check').where('import_id', '=', id).execute();
};

/** Marks rows as probable duplicates of what the register holds. */
export const markAlike = async (
	trx: Writing,
	id: number,
	alike: readonly { row_number: number; like_id: number; like_share: number }[]
): Promise<void> => {
	if (alike.length === 0) return;
	const columns = { row_number: 'int4', like_id: 'int4', like_share: 'real' };
	await sql`update import_check kept set verdict = 'probable duplicate', like_id = given.like_id, like_share = given.like_share
		from ${asTable(alike, columns)} where kept.import_id = ${id} and kept.row_number = given.row_number`.execute(
		trx
	);
};

/** Lets the bytes and the check of an import go; that it was uploaded, by whom and what became of it stays. */
export const removeUpload = async (trx: Writing, id: number): Promise<void> => {
	await removeChecks(trx, id);
	await trx.deleteFrom('import_file_part').where('import_id', '=', id).execute();
};

const OUTCOMES = { row_number: 'int4', outcome: 'text', subject: 'text', subject_id: 'int4' };

/** Writes down what became of rows, in one statement. */
export const insertOutcomes = async (
	trx: Writing,
	id: number,
	rows: readonly { row_number: number; outcome: string; subject: string; subject_id: number | null }[]
): Promise<void> => {
	if (rows.length === 0) return;
	await sql`insert into import_row (import_id, row_number, outcome, subject, subject_id)
		select ${id}::int, row_number, outcome, subject, subject_id from ${asTable(rows, OUTCOMES)}`.execute(trx);
};

/** Remembers how files of a shape were matched. */
export const rememberMapping = async (
	trx: Writing,
	one: {
		data_set: DataSet;
		kind: string;
		shape: string;
		mapping: object;
		dialect: object;
		kept_by: number | null;
		kept_at: Date;
	}
): Promise<void> => {
	const { data_set, kind, shape, kept_by, kept_at } = one;
	const set = {
		mapping: JSON.stringify(one.mapping),
		dialect: JSON.stringify(one.dialect),
		kept_by,
		kept_at
	};
	await trx
		.insertInto('import_mapping')
		.values({ data_set, kind, shape, ...set })
		.onConflict((on) => on.columns(['data_set', 'kind', 'shape']).doUpdateSet(set))
		.execute();
};
