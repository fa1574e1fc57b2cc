import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Reading } from '../schema.ts';

/** The rows of an import that would be new recommendations, with their words, from after a row. */
export const newRows = async (
	db: Reading,
	import_id: number,
	after: number,
	limit: number
): Promise<{ row_number: number; text: string }[]> => {
	const { rows } = await sql<{ row_number: number; text: string }>`
		select row_number, coalesce(fields ->> 'original_wording', fields ->> 'summary', '') as text from import_check
		where import_id = ${import_id} and verdict = 'new' and row_number > ${after} order by row_number limit ${limit}`.execute(
		db
	);
	return rows;
};

/** The words of the recommendations of a data set, from after a number. */
export const texts = async (
	db: Reading,
	data_set: DataSet,
	after: number,
	limit: number
): Promise<{ id: number; text: string }[]> => {
	const { rows } = await sql<{ id: number; text: string }>`
		select id, coalesce(original_wording, plain_summary) as text from recommendation
		where data_set = ${data_set} and id > ${after} order by id limit ${limit}`.execute(db);
	return rows;
};
