import { sql, type RawBuilder } from 'kysely';
import type { Day } from '#lib/domain/day.ts';
import type { FamilyAsked } from '#lib/domain/numbers/recurrence.ts';
import { isNow, type Scope } from '#lib/domain/scope.ts';
import type { Reading } from '../schema.ts';
import { within } from './narrowed.ts';
import { yearOf } from './year-of.ts';

type When = Pick<Scope, 'as_at' | 'known_at' | 'today'>;

/**
 * The recommendations of `ids`, a select of their numbers, that were closed as implemented by a day, and the day of the
 * last closing: no assignment open any more, one at least implemented. Most have an assignment that was never closed, and
 * are told by the first that is looked at; only of the rest is the ledger read.
 */
const closings = (ids: RawBuilder<unknown>, when: When) => {
	const { as_at, known_at } = when;
	// What is open today may have been closed and opened again since a day before, and only its events tell.
	const wasOpen = isNow(when)
		? sql``
		: sql`and not exists (select from event e where e.assignment_id = a.id and e.what = 'closure')`;
	return sql`with settled as materialized (
			select asked.id from (${ids}) asked where not exists (
				select from assignment a where a.recommendation_id = asked.id and a.closure = 'open' and a.assigned_on <= ${as_at}::date ${wasOpen})
		)
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
		${closings(sql`select unnest(${ids}::int[]) as id`, when)}`.execute(reading);
	return new Map(rows.map(({ id, closed_on }) => [id, closed_on]));
};

/** What is asked of a recommendation alone is answered by it, also where nobody was asked to act on it. */
const BY_ORGANISATION = ['organisation', 'organisation_kind', 'region', 'set'] as const;

const inScope = (scope: Scope) => {
	const from = BY_ORGANISATION.some((name) => scope.filter[name])
		? sql`assignment m`
		: sql`(select data_set, id as recommendation_id, null::int as organisation_id from recommendation) m`;
	return Object.values(scope.filter).some((value) => value !== undefined)
		? sql`and f.id in (select mine.family_id from family_member mine join ${from} on m.recommendation_id = mine.recommendation_id
			where ${within(scope)})`
		: sql``;
};

/**
 * The families of which a member is in a scope, each as it stood on its day with all its members that were made by then;
 * with `known_at` only members that had been confirmed by then. Those that were asked most often come first.
 */
export const families = async (reading: Reading, scope: Scope): Promise<(FamilyAsked & { id: number })[]> => {
	const { data_set, as_at, known_at } = scope;
	const confirmed = known_at
		? sql`and (fm.confirmed_at at time zone 'Europe/London')::date <= ${known_at}::date`
		: sql``;
	const { rows } = await sql<FamilyAsked & { id: number }>`
		with member as materialized (
			select f.id as family_id, f.slug, f.name, r.id, s.name as source, r.made_on, ${yearOf} as year
			from family f join family_member fm on fm.family_id = f.id
			join recommendation r on r.id = fm.recommendation_id join source s on s.id = r.source_id
			where f.data_set = ${data_set} and r.counted_from_on <= ${as_at}::date ${confirmed} ${inScope(scope)}
		), closed as materialized (${closings(sql`select distinct id from member`, scope)})
		select family_id as id, slug, name, count(*)::int as times, array_agg(distinct source order by source) as sources,
			min(year) as first_year, max(year) as last_year,
			coalesce(bool_or(exists (select from member earlier join closed on closed.id = earlier.id
				where earlier.family_id = member.family_id and earlier.id <> member.id
					and (member.made_on > closed.closed_on
						or (member.made_on is null and member.year > extract(year from closed.closed_on))))), false) as came_back
		from member group by family_id, slug, name order by times desc, name, id`.execute(reading);
	return rows;
};
