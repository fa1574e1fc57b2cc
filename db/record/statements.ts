import type { Insertable } from 'kysely';
import type { Tables, Writing } from '../schema.ts';

/** Adds what organisations say beside verdicts; none is overwritten. */
export const insertStatements = async (
	trx: Writing,
	rows: readonly Insertable<Tables['statement']>[]
): Promise<void> => {
	if (rows.length > 0)
		await trx
			.insertInto('statement')
			.values([...rows])
			.execute();
};
