import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Reading } from '../schema.ts';
import type { StageCounts } from './stage-counts.ts';
import { yearOf } from './year-of.ts';

/** One theme with how far the recommendations on it have got. */
export type Theme = {
	code: string;
	name: string;
	description: string | null;
	/** How many sources have made a recommendation on it. */
	sources: number;
	first_year: number | null;
	last_year: number | null;
	stages: StageCounts;
};

const counted = (data_set: DataSet, where = sql`true`) => sql<Theme>`
	with counted as (
		select rt.theme_id, r.stage, count(*)::int as n, array_agg(distinct r.source_id) as sources,
			min(${yearOf}) as first_year,
			max(${yearOf}) as last_year
		from recommendation_theme rt join recommendation r on r.id = rt.recommendation_id join theme t on t.id = rt.theme_id
		where r.data_set = ${data_set} and ${where} group by 1, 2
	)
	select t.code, t.name, t.description,
		(select count(distinct one)::int from counted c, unnest(c.sources) one where c.theme_id = t.id) as sources,
		(select min(first_year)::int from counted c where c.theme_id = t.id) as first_year,
		(select max(last_year)::int from counted c where c.theme_id = t.id) as last_year,
		(select coalesce(json_object_agg(c.stage, c.n), '{}') from counted c where c.theme_id = t.id) as stages
	from theme t where ${where} order by t.name limit 500`;

/** Every theme, by name, counted over one data set. */
export const list = async (reading: Reading, data_set: DataSet): Promise<Theme[]> =>
	(await counted(data_set).execute(reading)).rows;

/** A theme by its code, counted over one data set. */
export const find = async (reading: Reading, data_set: DataSet, code: string): Promise<Theme | undefined> =>
	(await counted(data_set, sql`t.code = ${code}`).execute(reading)).rows[0];

/** The codes and names of all themes, for a choice among them. */
export const names = async (reading: Reading): Promise<{ code: string; name: string }[]> => {
	const { rows } = await sql<{ code: string; name: string }>`
		select code, name from theme order by name limit 500`.execute(reading);
	return rows;
};
