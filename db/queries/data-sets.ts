import type { DataSet } from '#lib/domain/data-set.ts';
import type { Reading } from '../schema.ts';

/** Whether a data set holds any recommendation at all. */
export const isLoaded = async (db: Reading, data_set: DataSet): Promise<boolean> =>
	(await db.selectFrom('recommendation').select('id').where('data_set', '=', data_set).limit(1).execute())
		.length > 0;
