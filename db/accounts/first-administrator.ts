import type { Reading, Writing } from '../schema.ts';

/** Whether the installation has, or had, an administrator of the register. */
export const isThere = async (db: Reading): Promise<boolean> => {
	const noted = await db.selectFrom('auth.first_administrator').select('only').executeTakeFirst();
	if (noted) return true;
	const member = await db
		.selectFrom('membership')
		.select('id')
		.where('role', '=', 'administrator')
		.where('data_set', '=', 'register')
		.limit(1)
		.executeTakeFirst();
	return member !== undefined;
};

/** Notes who was the first. False where there was one already: the database keeps one row, however many try at once. */
export const note = async (trx: Writing, person_id: number, now: Date): Promise<boolean> =>
	(await trx
		.insertInto('auth.first_administrator')
		.values({ person_id, made_at: now })
		.onConflict((conflict) => conflict.doNothing())
		.returning('only')
		.executeTakeFirst()) !== undefined;
