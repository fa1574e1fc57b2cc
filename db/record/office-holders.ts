import type { Insertable } from 'kysely';
import type { Day } from '#lib/domain/day.ts';
import type { Tables, Writing } from '../schema.ts';

/** Notes that whoever holds an office does so no longer, from a day on. */
export const endHolding = async (trx: Writing, id: number, until_on: Day): Promise<void> => {
	await trx.updateTable('office_holder').set({ until_on }).where('id', '=', id).execute();
};

/** Notes who holds an office from now on. The database refuses a second holder at one time. */
export const beginHolding = async (trx: Writing, row: Insertable<Tables['office_holder']>): Promise<void> => {
	await trx.insertInto('office_holder').values(row).execute();
};
