import type { ColumnType, GeneratedAlways } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { Criterion, Priority, Scores } from '#lib/domain/priority.ts';

/** One row a set that was asked for something as one, and on which terms. */
type AskedSetTable = {
	recommendation_id: number;
	organisation_set_id: number;
	data_set: DataSet;
	asked_on: Day;
	response_due_on: Day | null;
	action_due_on: Day | null;
	evidence_due_on: Day | null;
	reports_every: string | null;
	asked_by: number | null;
};

/** One row a version of the board's criteria with their weights. */
type PriorityWeightingTable = {
	id: GeneratedAlways<number>;
	data_set: DataSet;
	weights: ColumnType<Criterion[], string, never>;
	reason: string;
	set_on: Day;
	set_at: Date;
	set_by: number | null;
};
/** One row how a recommendation is scored now; null is a score that nobody could give. */
type PriorityScoreTable = {
	recommendation_id: number;
	data_set: DataSet;
	scores: ColumnType<Scores, string, string>;
	priority: Priority;
	scored_on: Day;
	scored_by: number | null;
};

/** Whom the board asked as one, and what it puts first. */
export type TriageTables = {
	asked_set: AskedSetTable;
	priority_weighting: PriorityWeightingTable;
	priority_score: PriorityScoreTable;
};
