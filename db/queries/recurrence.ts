import { sql, type RawBuilder } from 'kysely';
import type { Day } from '#lib/domain/day.ts';
import type { FamilyAsked } from '#lib/domain/numbers/recurrence.ts';
import { isNow, type Scope } from '#lib/domain/scope.ts';
import type { Reading } from '../schema.ts';
import { within } from './narrowed.ts';
import { yearOf } from './year-of.ts';

type When = Pick<Scope, 'as_at' | 'known_at' | 'today'>;

/**
 * Of recommendations `asked`, with how many of their assignments are still open, those that may have been closed by a day:
 * most have one that was never closed. What is open today may have been closed and opened again since a day before, and
 * only its events tell.
 */
const settled = (asked: RawBuilder<unknown>, when: When) =>
	isNow(when)
		? sql`select distinct asked.id from ${asked} asked where asked.still_open = 0`
		: sql`select asked.id from (select distinct id from ${asked} every_one) asked where not exists (
			select from assignment a where a.recommendation_id = asked.id and a.closure = 'open' and a.assigned_on <= ${when.as_at}::date
				and not exists (select from event e where e.assignment_id = a.id and e.what = 'closure'))`;

/**
 * The recommendations of `asked` that were closed as implemented by a day, and the day of the last closing: no assignment
 * open any more, one at least implemented. Only of those that may have been is the ledger read.
 */
const closings = (asked: RawBuilder<unknown>, when: When) => {
	const { as_at, known_at } = when;
	return sql`with settled as materialized (${settled(asked, when)})
		select moved.recommendation_id as id, max(moved.effective_on) filter (where s.closure <> 'open' and v.n > 0) as closed_on
		from settled join standing_change moved on moved.recommendation_id = settled.id
			and moved.effective_on <= ${as_at}::date and moved.recorded_on <= ${known_at ?? 'infinity'}::date
		cross join lateral (values (moved.from_standing, -1), (moved.to_standing, 1)) v (code, n)
		join standing s on s.code = v.code
		group by moved.recommendation_id
		having coalesce(sum(v.n) filter (where s.closure = 'open'), 0) = 0
			and sum(v.n) filter (where s.closure in ('implemented', 'implemented by alternative means')) > 0`;
};

/** By the number of each recommendation that was closed as implemented: the day of its last closing. */
export const closedOn = async (
	reading: Reading,
	ids: readonly number[],
	when: When
): Promise<Map<number, Day>> => {
	const { rows } = await sql<{ id: number; closed_on: Day }>`
		${closings(sql`(select id, still_open from recommendation where id = any (${ids}::int[]))`, when)}`.execute(
		reading
	);
	return new Map(rows.map(({ id, closed_on }) => [id, closed_on]));
};

/** What is asked of a recommendation alone is answered by it, also where nobody was asked to act on it. */
const BY_ORGANISATION = ['organisation', 'organisation_kind', 'region', 'set'] as const;

/** Of a family `f`: whether a member of it is in a scope. Its members are gone through until one is found. */
const inScope = (scope: Scope) => {
	const from = BY_ORGANISATION.some((name) => scope.filter[name])
		? sql`assignment m`
		: sql`(select data_set, id as recommendation_id, null::int as organisation_id from recommendation) m`;
	return Object.values(scope.filter).some((value) => value !== undefined)
		? sql`cross join lateral (select from family_member mine join ${from} on m.recommendation_id = mine.recommendation_id
			where mine.family_id = f.id and ${within(scope)} limit 1) one`
		: sql``;
};

/**
 * The families of which a member is in a scope, each as it stood on its day with all its members that were made by then;
 * with `known_at` only members that had been confirmed by then. Those that were asked most often come first.
 */
export const families = async (reading: Reading, scope: Scope): Promise<(FamilyAsked & { id: number })[]> => {
	const { data_set, as_at, known_at } = scope;
	const confirmed = known_at
		? sql`where (fm.confirmed_at at time zone 'Europe/London')::date <= ${known_at}::date`
		: sql``;
	const made = sql`r.counted_from_on <= ${as_at}::date`;
	const { rows } = await sql<FamilyAsked & { id: number }>`
		with chosen as materialized (
			select f.id as family_id from family f ${inScope(scope)} where f.data_set = ${data_set}
		), member as not materialized (
			select fm.family_id, fm.recommendation_id as id from family_member fm ${confirmed}
		), closed as materialized (${closings(
			sql`(select r.id, r.still_open from chosen join member using (family_id) join recommendation r using (id) where ${made})`,
			scope
		)}), came_back as (
			select earlier.family_id from closed join member earlier on earlier.id = closed.id
			join member later on later.family_id = earlier.family_id and later.id <> earlier.id
			join recommendation r on r.id = later.id and ${made}
				and (r.made_on > closed.closed_on or (r.made_on is null and ${yearOf} > extract(year from closed.closed_on)))
		), asked as (
			select family_id, r.source_id, count(*) as times, min(${yearOf}) as first_year, max(${yearOf}) as last_year
			from chosen join member using (family_id) join recommendation r using (id) where ${made}
			group by family_id, r.source_id
		)
		select f.id, f.slug, f.name, sum(times)::int as times, array_agg(distinct s.name order by s.name) as sources,
			min(first_year) as first_year, max(last_year) as last_year,
			f.id in (select family_id from came_back) as came_back
		from asked join family f on f.id = family_id join source s on s.id = source_id
		group by f.id order by times desc, f.name, f.id`.execute(reading);
	return rows;
};
