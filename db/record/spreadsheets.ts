import type { DataSet } from '#lib/domain/data-set.ts';
import type { Writing } from '../schema.ts';

const KEPT_DAYS = 7;

/** Keeps a sheet that a person uploaded and returns its number; their sheets of more than a week ago go. */
export const insertSpreadsheet = async (
	trx: Writing,
	sheet: { data_set: DataSet; person_id: number; file_name: string; bytes: Uint8Array; uploaded_at: Date }
): Promise<number> => {
	await trx
		.deleteFrom('spreadsheet')
		.where('person_id', '=', sheet.person_id)
		.where('uploaded_at', '<', new Date(sheet.uploaded_at.getTime() - KEPT_DAYS * 86_400_000))
		.execute();
	const { id } = await trx
		.insertInto('spreadsheet')
		.values({ ...sheet, bytes: Buffer.from(sheet.bytes) })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
};

/** Notes that the answers of a sheet were saved, and how many assignments that changed. */
export const markSaved = async (
	trx: Writing,
	id: number,
	{ saved_at, saved_rows }: { saved_at: Date; saved_rows: number }
): Promise<void> => {
	await trx.updateTable('spreadsheet').set({ saved_at, saved_rows }).where('id', '=', id).execute();
};
