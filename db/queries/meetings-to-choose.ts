import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { Reading } from '../schema.ts';

/** The latest meetings and those to come, the last of them first, for a choice of where something was decided. */
export const meetingsToChoose = (
	db: Reading,
	data_set: DataSet
): Promise<{ id: number; board: string; held_on: Day }[]> =>
	db
		.selectFrom('meeting')
		.select(['id', 'board', 'held_on'])
		.where('data_set', '=', data_set)
		.orderBy('held_on', 'desc')
		.limit(6)
		.execute();

/** Whether a data set has a meeting of this number. */
export const isMeeting = async (db: Reading, data_set: DataSet, id: number): Promise<boolean> =>
	(await db
		.selectFrom('meeting')
		.select('id')
		.where('data_set', '=', data_set)
		.where('id', '=', id)
		.executeTakeFirst()) !== undefined;
