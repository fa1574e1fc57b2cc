import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { Criterion, Scores } from '#lib/domain/priority.ts';
import { asTable } from '../rows.ts';
import type { Writing } from '../schema.ts';

/** Adds a version of the weights, which counts from now on. */
export const insertWeighting = async (
	trx: Writing,
	row: {
		data_set: DataSet;
		weights: readonly Criterion[];
		reason: string;
		set_on: Day;
		set_at: Date;
		set_by: number | null;
	}
): Promise<void> => {
	await trx
		.insertInto('priority_weighting')
		.values({ ...row, weights: JSON.stringify(row.weights) })
		.execute();
};

export type ScoreRow = {
	recommendation_id: number;
	data_set: DataSet;
	scores: Scores;
	scored_on: Day;
	scored_by: number | null;
};

/** Keeps how recommendations are scored now. */
export const keepScores = async (trx: Writing, rows: readonly ScoreRow[]): Promise<void> => {
	const columns = {
		recommendation_id: 'int4',
		data_set: 'text',
		scores: 'jsonb',
		scored_on: 'date',
		scored_by: 'int4'
	};
	const given = rows.map((row) => ({ ...row, scores: JSON.stringify(row.scores) }));
	await sql`insert into priority_score (recommendation_id, data_set, scores, scored_on, scored_by)
		select recommendation_id, data_set, scores, scored_on, scored_by from ${asTable(given, columns)}
		on conflict (recommendation_id) do update
			set scores = excluded.scores, scored_on = excluded.scored_on, scored_by = excluded.scored_by`.execute(trx);
};
