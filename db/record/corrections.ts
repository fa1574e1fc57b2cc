import type { Insertable, Updateable } from 'kysely';
import type { Tables, Writing } from '../schema.ts';

/** Keeps what somebody says is wrong. Who asks may not read it again, so no number is answered. */
export const insertReport = async (trx: Writing, report: Insertable<Tables['correction']>): Promise<void> => {
	await trx.insertInto('correction').values(report).execute();
};

/** Notes what the registrar answered, and forgets who asked. */
export const settleReport = async (
	trx: Writing,
	id: number,
	answer: Updateable<Tables['correction']>
): Promise<void> => {
	await trx
		.updateTable('correction')
		.set({ ...answer, asker: null, asker_email: null })
		.where('id', '=', id)
		.execute();
};
