import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { FileType } from '#lib/domain/evidence-file.ts';
import type { EvidenceState } from '#lib/domain/evidence.ts';
import type { Reading, Writing } from '../schema.ts';

/** A piece of evidence, with what tells who may see it. */
export type Piece = {
	id: number;
	data_set: DataSet;
	assignment_id: number;
	organisation_id: number;
	kind: string;
	title: string | null;
	url: string | null;
	file_key: string | null;
	file_name: string | null;
	file_type: FileType | null;
	file_bytes: number | null;
	dated_on: Day | null;
	state: EvidenceState;
	is_public: boolean;
};

const COLUMNS = sql`id, data_set, assignment_id, organisation_id, kind, title, url, file_key, file_name, file_type, file_bytes,
	dated_on, state, is_public`;

/** One piece of evidence, whoever asks: the caller asks `may` whether they may see it. */
export const find = async (db: Reading, id: number): Promise<Piece | undefined> => {
	const { rows } = await sql<Piece>`select ${COLUMNS} from evidence where id = ${id}`.execute(db);
	return rows[0];
};

/** Locks pieces of evidence for the rest of the transaction, in one order. What does not exist is not among the answers. */
export const lock = async (trx: Writing, ids: readonly number[]): Promise<Map<number, Piece>> => {
	const { rows } = await sql<Piece>`
		select ${COLUMNS} from evidence where id = any (${[...new Set(ids)]}::int[]) order by id for no key update`.execute(
		trx
	);
	return new Map(rows.map((row) => [row.id, row]));
};

/** To which assignment each piece of evidence belongs. */
export const assignmentsOf = async (db: Reading, ids: readonly number[]): Promise<Map<number, number>> => {
	const rows = await db
		.selectFrom('evidence')
		.select(['id', 'assignment_id'])
		.where('id', '=', sql<number>`any (${[...new Set(ids)]}::int[])`)
		.execute();
	return new Map(rows.map(({ id, assignment_id }) => [id, assignment_id]));
};

/** Which of the files have a row that names them. */
export const named = async (db: Reading, keys: readonly string[]): Promise<Set<string>> => {
	const { rows } = await sql<{
		file_key: string;
	}>`select file_key from evidence where file_key = any (${[...keys]}::text[])`.execute(db);
	return new Set(rows.map(({ file_key }) => file_key));
};
