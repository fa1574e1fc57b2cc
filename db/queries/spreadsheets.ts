import type { Reading, Writing } from '../schema.ts';

const columns = ['id', 'file_name', 'bytes', 'uploaded_at', 'saved_at', 'saved_rows'] as const;

/** A sheet that a person uploaded; undefined where there is none, or where it is another's. */
export const find = (db: Reading, person_id: number, id: number) =>
	db
		.selectFrom('spreadsheet')
		.select(columns)
		.where('id', '=', id)
		.where('person_id', '=', person_id)
		.executeTakeFirst();

/** The same, which nobody else can save until the transaction ends. */
export const lock = (trx: Writing, person_id: number, id: number) =>
	trx
		.selectFrom('spreadsheet')
		.select(columns)
		.where('id', '=', id)
		.where('person_id', '=', person_id)
		.forUpdate()
		.executeTakeFirst();
