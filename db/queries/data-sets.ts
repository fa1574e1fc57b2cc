import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Reading } from '../schema.ts';

/** Whether a data set holds any recommendation at all. */
export const isLoaded = async (db: Reading, data_set: DataSet): Promise<boolean> =>
	(await db.selectFrom('recommendation').select('id').where('data_set', '=', data_set).limit(1).execute())
		.length > 0;

/** How many assignments and events a data set holds. Counts every one: for a command that goes through them all anyway. */
export const size = async (
	db: Reading,
	data_set: DataSet
): Promise<{ assignments: number; events: number }> => {
	const { rows } = await sql<{ assignments: number; events: number }>`
		select (select count(*)::int from assignment where data_set = ${data_set}) as assignments,
			(select count(*)::int from event where data_set = ${data_set}) as events`.execute(db);
	return rows[0] ?? { assignments: 0, events: 0 };
};
