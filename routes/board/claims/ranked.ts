import * as priorities from '#db/queries/priorities.ts';
import type { Reading } from '#db/schema.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import { rankOf } from '#lib/domain/priority.ts';
import { sortAsked } from './sort.ts';

/** The numbers of what the board has ranked, the highest first, where the address asks for that order; undefined otherwise. */
export const rankedFor = async (db: Reading, url: URL, data_set: DataSet): Promise<number[] | undefined> =>
	sortAsked(url) === 'highest priority'
		? rankOf(await priorities.criteria(db, data_set), await priorities.entries(db, data_set)).map(
				({ id }) => id
			)
		: undefined;
