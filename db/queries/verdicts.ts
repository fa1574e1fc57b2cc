import { sql } from 'kysely';
import type { Day } from '#lib/domain/day.ts';
import type { VerdictMethod, VerdictResult } from '#lib/domain/verdict.ts';
import type { Reading } from '../schema.ts';

/** What an assessor found about a claim of an organisation, with what was asked of it. */
export type Before = {
	id: number;
	assignment_id: number;
	plain_summary: string;
	result: VerdictResult;
	method: VerdictMethod;
	reason: string;
	found_on: Day;
};

/** What assessors found about other claims of an organisation, the newest first. */
export const before = async (
	db: Reading,
	{ organisation_id, id }: { organisation_id: number; id: number },
	limit: number
): Promise<Before[]> => {
	const { rows } = await sql<Before>`
		select v.id, v.assignment_id, r.plain_summary, v.result, v.method, v.reason, v.found_on
		from (select * from verdict where organisation_id = ${organisation_id} and assignment_id <> ${id}
			order by found_on desc, id desc limit ${limit}) v
		join assignment a on a.id = v.assignment_id join recommendation r on r.id = a.recommendation_id
		order by v.found_on desc, v.id desc`.execute(db);
	return rows;
};

/** A finding as everybody may read it: which of the assessors it was, and never who. */
export type Finding = {
	id: number;
	assignment_id: number;
	organisation: string;
	result: VerdictResult;
	method: VerdictMethod;
	reason: string;
	found_on: Day;
	expires_on: Day | null;
	/** Which assessor of this assignment, from 1 in the order of their first finding. */
	assessor: number;
	/** Whether assessors of this assignment differ in what they last found. */
	differ: boolean;
	statement: string | null;
	stated_on: Day | null;
};

/**
 * What assessors found about a recommendation’s assignments, with what the organisations say beside it: where they
 * differ first, then the newest.
 */
export const ofRecommendation = async (
	reading: Reading,
	recommendation_id: number,
	limit: number
): Promise<Finding[]> => {
	const { rows } = await sql<Finding>`
		with found as (
			select v.*, coalesce(v.given_by, 0) as who,
				row_number() over (partition by v.assignment_id, v.given_by order by v.found_on desc, v.id desc) as back,
				min(v.id) over (partition by v.assignment_id, v.given_by) as first_id
			from verdict v join assignment a on a.id = v.assignment_id where a.recommendation_id = ${recommendation_id}
		), told as (
			select found.*, dense_rank() over (partition by assignment_id order by first_id)::int as assessor from found
		), differing as (
			select assignment_id from told where back = 1 group by assignment_id having count(distinct result) > 1
		)
		select t.id, t.assignment_id, o.name as organisation, t.result, t.method, t.reason, t.found_on, t.expires_on,
			t.assessor, d.assignment_id is not null as differ, s.words as statement, s.made_on as stated_on
		from told t join organisation o on o.id = t.organisation_id
		left join differing d on d.assignment_id = t.assignment_id
		left join lateral (select words, made_on from statement where verdict_id = t.id order by id desc limit 1) s on true
		order by differ desc, case when d.assignment_id is not null then t.assignment_id end, t.found_on desc, t.id desc
		limit ${limit}`.execute(reading);
	return rows;
};

/** About which assignment each verdict is. */
export const assignmentsOf = async (db: Reading, ids: readonly number[]): Promise<Map<number, number>> => {
	const rows = await db
		.selectFrom('verdict')
		.select(['id', 'assignment_id'])
		.where('id', '=', sql<number>`any (${[...new Set(ids)]}::int[])`)
		.execute();
	return new Map(rows.map(({ id, assignment_id }) => [id, assignment_id]));
};
