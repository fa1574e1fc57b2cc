import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import { priorityOf, type Criterion, type Scores } from '#lib/domain/priority.ts';
import { asTable } from '../rows.ts';
import type { Writing } from '../schema.ts';

/** The number of the advisory lock that lets only one change rank at a time: weights and scores make a rank together. */
const RANKING = 20_261_124;

/** Waits until nobody else ranks, until this transaction ends. */
export const rankAlone = async (trx: Writing): Promise<void> => {
	await sql`select pg_advisory_xact_lock(${RANKING}::bigint)`.execute(trx);
};

/** Adds a version of the weights, which counts from now on. What is scored is ranked anew by it. */
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
	const scored = await trx
		.selectFrom('priority_score')
		.select(['recommendation_id', 'scores'])
		.where('data_set', '=', row.data_set)
		.execute();
	const ranked = scored.map(({ recommendation_id, scores }) => ({
		recommendation_id,
		priority: priorityOf(row.weights, scores)
	}));
	await sql`update priority_score s set priority = ranked.priority
		from ${asTable(ranked, { recommendation_id: 'int4', priority: 'text' }, 'ranked')}
		where s.recommendation_id = ranked.recommendation_id and s.priority <> ranked.priority`.execute(trx);
};

export type ScoreRow = {
	recommendation_id: number;
	data_set: DataSet;
	scores: Scores;
	scored_on: Day;
	scored_by: number | null;
};

/** Keeps how recommendations are scored now, each ranked by the criteria that count. */
export const keepScores = async (
	trx: Writing,
	rows: readonly ScoreRow[],
	criteria: readonly Criterion[]
): Promise<void> => {
	const columns = {
		recommendation_id: 'int4',
		data_set: 'text',
		scores: 'jsonb',
		priority: 'text',
		scored_on: 'date',
		scored_by: 'int4'
	};
	const given = rows.map((row) => ({
		...row,
		scores: JSON.stringify(row.scores),
		priority: priorityOf(criteria, row.scores)
	}));
	await sql`insert into priority_score (recommendation_id, data_set, scores, priority, scored_on, scored_by)
		select recommendation_id, data_set, scores, priority, scored_on, scored_by from ${asTable(given, columns)}
		on conflict (recommendation_id) do update
			set scores = excluded.scores, priority = excluded.priority, scored_on = excluded.scored_on, scored_by = excluded.scored_by`.execute(
		trx
	);
};
