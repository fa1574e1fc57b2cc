import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import { asTable } from '../rows.ts';
import type { Writing } from '../schema.ts';
import type { Outcome } from './nouns.ts';

/** A file that was taken in, and what became of each of its rows. */
export type NewImport = {
	data_set: DataSet;
	kind: string;
	file_name: string;
	file_sha256: Uint8Array;
	mapping: Record<string, string>;
	outcome: Record<string, number>;
	imported_by: number | null;
	imported_at: Date;
	rows: readonly { row_number: number; outcome: Outcome; subject: string; subject_id: number }[];
};

/** Writes down an import and its rows, and answers its number. */
export const insertImport = async (
	trx: Writing,
	{ rows, mapping, outcome, ...one }: NewImport
): Promise<number> => {
	const { id } = await trx
		.insertInto('import')
		.values({
			...one,
			mapping: JSON.stringify(mapping),
			outcome: JSON.stringify(outcome),
			row_count: rows.length
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	const columns = { row_number: 'int4', outcome: 'text', subject: 'text', subject_id: 'int4' };
	await sql`insert into import_row (import_id, row_number, outcome, subject, subject_id)
		select ${id}::int, row_number, outcome, subject, subject_id from ${asTable(rows, columns)}`.execute(trx);
	return id;
};
