import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import { FIRST_CRITERIA, type Criterion, type Entry, type Scores } from '#lib/domain/priority.ts';
import type { Stage } from '#lib/domain/recommendation.ts';
import type { Reading } from '../schema.ts';

/** A version of the board's weights: who set it, when and why. */
export type Weighting = {
	id: number;
	weights: Criterion[];
	reason: string;
	set_on: Day;
	by: string | null;
};

/** The versions of the weights, the newest first; the first one counts. */
export const weightings = async (db: Reading, data_set: DataSet, limit: number): Promise<Weighting[]> => {
	const { rows } = await sql<Weighting>`
		select w.id, w.weights, w.reason, w.set_on, p.name as by from priority_weighting w left join person p on p.id = w.set_by
		where w.data_set = ${data_set} order by w.id desc limit ${limit}`.execute(db);
	return rows;
};

/** The criteria as the board weighs them now; those that a board begins with where it has never weighed them. */
export const criteria = async (db: Reading, data_set: DataSet): Promise<readonly Criterion[]> =>
	(await weightings(db, data_set, 1))[0]?.weights ?? FIRST_CRITERIA;

// What the board has taken on and nobody has confirmed yet.
const open = (data_set: DataSet) =>
	sql`r.data_set = ${data_set} and r.disposition = 'adopted' and r.stage <> 'confirmed'`;

/** The scores of all that the board has taken on and that is not confirmed, by number. */
export const entries = async (db: Reading, data_set: DataSet): Promise<Entry[]> => {
	const { rows } = await sql<Entry>`
		select r.id, s.scores from priority_score s join recommendation r on r.id = s.recommendation_id
		where ${open(data_set)} order by r.id limit 20000`.execute(db);
	return rows;
};

/** What the list shows of a recommendation. */
export type Shown = {
	id: number;
	slug: string;
	reference: string;
	plain_summary: string;
	source: string;
	stage: Stage;
};

const SHOWN = sql`r.id, r.slug, r.reference, r.plain_summary, r.stage, o.name as source`;

/** Recommendations by their numbers. */
export const shown = async (db: Reading, ids: readonly number[]): Promise<Map<number, Shown>> => {
	const { rows } = await sql<Shown>`
		select ${SHOWN} from recommendation r join source o on o.id = r.source_id where r.id = any (${ids}::int[])`.execute(
		db
	);
	return new Map(rows.map((row) => [row.id, row]));
};

/** What was taken on and has no scores yet: how many, and the first of them. */
export const unscored = async (
	db: Reading,
	data_set: DataSet,
	limit: number
): Promise<{ n: number; rows: Shown[] }> => {
	const none = sql`${open(data_set)} and not exists (select from priority_score s where s.recommendation_id = r.id)`;
	const { rows: counted } = await sql<{ n: number }>`
		select count(*)::int as n from recommendation r where ${none}`.execute(db);
	const { rows } = await sql<Shown>`
		select ${SHOWN} from recommendation r join source o on o.id = r.source_id where ${none} order by r.id limit ${limit}`.execute(
		db
	);
	return { n: counted[0]?.n ?? 0, rows };
};

/** How recommendations are scored now, by their numbers; those that nobody has scored are not among them. */
export const scoresOf = async (db: Reading, ids: readonly number[]): Promise<Map<number, Scores>> => {
	const { rows } = await sql<Entry>`
		select recommendation_id as id, scores from priority_score where recommendation_id = any (${ids}::int[])`.execute(
		db
	);
	return new Map(rows.map(({ id, scores }) => [id, scores]));
};

/** How a recommendation was scored, when, by whom and why. */
export type Version = {
	id: number;
	scores: Record<string, unknown>;
	reason: string | null;
	on: Day;
	by: string | null;
};

/** The versions of the scores of a recommendation, from the record, the newest first. */
export const versions = async (db: Reading, id: number, limit: number): Promise<Version[]> => {
	const { rows } = await sql<Version>`
		select e.id, e.detail as scores, e.reason, e.effective_on as on, p.name as by
		from event e left join person p on p.id = e.person_id
		where e.subject = 'recommendation' and e.subject_id = ${id} and e.assignment_id is null
			and e.what = 'amended' and e.detail ->> 'field' = 'priority' order by e.id desc limit ${limit}`.execute(db);
	return rows;
};
