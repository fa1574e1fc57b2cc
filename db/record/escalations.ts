import type { Insertable } from 'kysely';
import type { Tables, Writing } from '../schema.ts';

/** Adds steps that the board took; the database refuses a step that was taken already. */
export const insertEscalations = async (
	trx: Writing,
	rows: readonly Insertable<Tables['escalation']>[]
): Promise<void> => {
	if (rows.length > 0)
		await trx
			.insertInto('escalation')
			.values([...rows])
			.execute();
};
