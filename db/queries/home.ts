import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { RecommendationsReached } from '#lib/domain/numbers/cascade-of-recommendations.ts';
import type { Reading } from '../schema.ts';
import { stands } from './undone.ts';
import { yearOf } from './year-of.ts';
import type { Happening } from './timeline.ts';

export type SourceReached = RecommendationsReached & { code: string; name: string };

/**
 * How many recommendations of each source reach each step, made by a day; merged ones apart. One reply, acceptance or
 * plan is enough for the first steps; from delivered on, every organisation that accepted must be there. Answered from
 * an index of the recommendations alone, whatever the number of assignments and events.
 */
export const reachedBySource = async (reading: Reading, data_set: DataSet): Promise<SourceReached[]> => {
	const { rows } = await sql<SourceReached>`
		select s.code, s.name, counts.* from (
			select source_id,
				(count(*) filter (where counted))::int as recommendations,
				(count(*) filter (where counted and responded > 0))::int as replied,
				(count(*) filter (where counted and accepted > 0))::int as accepted,
				(count(*) filter (where counted and planned > 0))::int as planned,
				(count(*) filter (where counted and accepted > 0 and delivered = accepted))::int as delivered,
				(count(*) filter (where counted and accepted > 0 and assured = accepted))::int as assured,
				(count(*) filter (where counted and accepted > 0 and sustained = accepted))::int as sustained,
				(count(*) filter (where not counted))::int as merged
			from (select *, disposition <> 'merged' as counted from recommendation where data_set = ${data_set}) r
			group by source_id
		) counts join source s on s.id = counts.source_id
		order by counts.recommendations desc, s.name`.execute(reading);
	return rows;
};

/** What was entered last, newest first: at most one entry a recommendation, so that one busy day does not hide the rest. */
export const newest = async (
	reading: Reading,
	data_set: DataSet,
	since: Day,
	limit: number
): Promise<(Happening & { source: string })[]> => {
	const { rows } = await sql<Happening & { source: string }>`
		select latest.id, latest.what, latest.from_value, latest.to_value, latest.reason, latest.narrative, latest.detail,
			latest.effective_on, latest.effective_on_is, (latest.recorded_at at time zone 'Europe/London')::date as recorded_on,
			case when o.id is null then '{}'::text[] else array[o.name] end as organisations, (o.id is not null)::int as n,
			r.slug as recommendation_slug, r.plain_summary as recommendation_summary, s.name as source
		from (
			select distinct on (recorded_at, recommendation_id) * from (
				select * from event e where data_set = ${data_set} and recorded_at >= ${since}::date and effective_on >= ${since} and effective_on_is = 'the day'
					and what in ('position', 'delivery', 'assurance', 'closure', 'disposition', 'verdict') and ${stands}
				order by recorded_at desc, id desc limit 60
			) newest
			order by recorded_at desc, recommendation_id, id desc limit ${limit}
		) latest
		join recommendation r on r.id = latest.recommendation_id
		join source s on s.id = r.source_id
		left join organisation o on o.id = latest.organisation_id
		order by latest.recorded_at desc, latest.recommendation_id`.execute(reading);
	return rows;
};

export type AskedAgain = {
	slug: string;
	name: string;
	times: number;
	first_year: number | null;
	last_year: number | null;
};

/** The families with the most members: the same thing asked for again and again. Only of these few are the members read. */
export const askedAgain = async (
	reading: Reading,
	data_set: DataSet,
	limit: number
): Promise<AskedAgain[]> => {
	const { rows } = await sql<AskedAgain>`
		select most.slug, most.name, most.times, members.first_year, members.last_year
		from (
			select f.id, f.slug, f.name, count(*)::int as times from family f join family_member m on m.family_id = f.id
			where f.data_set = ${data_set} group by f.id having count(*) > 1 order by times desc, f.name limit ${limit}
		) most cross join lateral (
			select min(${yearOf}) as first_year, max(${yearOf}) as last_year
			from family_member m
			cross join lateral (select made_year, made_on from recommendation where id = m.recommendation_id limit 1) r
			where m.family_id = most.id
		) members
		order by most.times desc, most.name`.execute(reading);
	return rows;
};

export type LongestOverdue = {
	clock: string;
	due_on: Day;
	organisation: string;
	organisation_code: string;
	slug: string;
	summary: string;
};

/** The oldest due dates that have passed, one index look at a time for each clock. */
export const longestOverdue = async (
	reading: Reading,
	data_set: DataSet,
	today: Day,
	limit: number
): Promise<LongestOverdue[]> => {
	const { rows } = await sql<LongestOverdue>`
		select late.clock, late.due_on, o.name as organisation, o.code as organisation_code, r.slug, r.plain_summary as summary from (
			(select 'response' as clock, response_due_on as due_on, organisation_id, recommendation_id from assignment
				where data_set = ${data_set} and response_due_on < ${today} and closure = 'open'
					and disposition not in ('merged', 'declined', 'superseded') and position = 'awaiting response'
				order by response_due_on limit ${limit})
			union all
			(select 'action', action_due_on, organisation_id, recommendation_id from assignment
				where data_set = ${data_set} and action_due_on < ${today} and closure = 'open'
					and disposition not in ('merged', 'declined', 'superseded')
					and delivery <> 'delivered' and position not in ('not accepted', 'not applicable')
				order by action_due_on limit ${limit})
		) late join organisation o on o.id = late.organisation_id join recommendation r on r.id = late.recommendation_id
		order by late.due_on, o.name limit ${limit}`.execute(reading);
	return rows;
};
