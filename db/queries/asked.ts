import { anyOf } from '../rows.ts';
import type { Reading, Writing } from '../schema.ts';

/**
 * What an assignment needs to know of its recommendation. The rows are locked, lowest number first, so that the board
 * cannot decide about one of them in between.
 */
export const recommendations = async (trx: Writing, ids: readonly number[]) => {
	const rows = await trx
		.selectFrom('recommendation')
		.innerJoin('source', 'source.id', 'recommendation.source_id')
		.select(['recommendation.id', 'recommendation.data_set', 'disposition', 'made_on', 'counted_from_on'])
		.select('response_rule')
		.where('recommendation.id', '=', anyOf(ids))
		.orderBy('recommendation.id')
		.forNoKeyUpdate('recommendation')
		.execute();
	return new Map(rows.map((row) => [row.id, row]));
};

/** Organisations that may be asked. */
export const organisations = async (db: Reading, ids: readonly number[]) => {
	const rows = await db
		.selectFrom('organisation')
		.select(['id', 'data_set', 'name', 'closed_on'])
		.where('id', '=', anyOf(ids))
		.execute();
	return new Map(rows.map((row) => [row.id, row]));
};
