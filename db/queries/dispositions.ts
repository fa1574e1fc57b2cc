import type { DataSet } from '#lib/domain/data-set.ts';
import type { Triaged } from '#lib/domain/axes/disposition.ts';
import { anyOf } from '../rows.ts';
import type { Reading, Writing } from '../schema.ts';

/** A recommendation that the board decides about. */
export type Decidable = Triaged & { data_set: DataSet; reference: string };

/**
 * Locks the recommendations, lowest number first, and answers where each stands, with the day of the latest decision.
 * Whoever also locks assignments locks those first.
 */
export const lock = async (trx: Writing, ids: readonly number[]): Promise<Map<number, Decidable>> => {
	const rows = await trx
		.selectFrom('recommendation')
		.select(['id', 'data_set', 'reference', 'disposition'])
		.where('id', '=', anyOf(ids))
		.orderBy('id')
		.forNoKeyUpdate()
		.execute();
	const decided = await trx
		.selectFrom('event')
		.select((eb) => ['recommendation_id as id', eb.fn.max('effective_on').as('latest_on')])
		.where('recommendation_id', '=', anyOf(ids))
		.where('what', '=', 'disposition')
		.groupBy('recommendation_id')
		.execute();
	const latest = new Map(decided.map(({ id, latest_on }) => [id, latest_on]));
	return new Map(rows.map((row) => [row.id, { ...row, latest_on: latest.get(row.id) ?? null }]));
};

/** Recommendations by their numbers. */
export const find = async (db: Reading, ids: readonly number[]) => {
	const rows = await db
		.selectFrom('recommendation')
		.select(['id', 'data_set', 'reference', 'disposition'])
		.where('id', '=', anyOf(ids))
		.execute();
	return new Map(rows.map((row) => [row.id, row]));
};
