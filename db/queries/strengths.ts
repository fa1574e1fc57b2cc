import { sql, type RawBuilder } from 'kysely';
import type { Day } from '#lib/domain/day.ts';
import type { StrengthCount } from '#lib/domain/numbers/strength-mix.ts';
import { isNow, type Scope } from '#lib/domain/scope.ts';
import type { Reading } from '../schema.ts';
import { within } from './narrowed.ts';

/** The actions that by some links serve an assignment of the scope, of `assignments` as they are or were. */
const serving = (
	scope: Scope,
	links: RawBuilder<unknown>,
	assignments: RawBuilder<unknown>
): RawBuilder<unknown> => {
	const isNarrowed = Object.values(scope.filter).some((value) => value !== undefined);
	return isNarrowed
		? sql`a.id in (select l.action_id from ${links} l join ${assignments} m on m.id = l.assignment_id where ${within(scope)})`
		: sql`a.id in (select l.action_id from ${links} l)`;
};

const hasTakenOver = (organisation_id: RawBuilder<unknown>) =>
	sql`${organisation_id} in (select successor_id from organisation_succession)`;

/**
 * The assignments with the organisations that they were of on the scope's day: what passed on to a successor since was
 * of the one before. Only what a successor has can have passed on.
 */
const owned = ({ data_set, as_at, known_at }: Scope): RawBuilder<unknown> => {
	const isLater = sql`e.effective_on > ${as_at}::date`;
	const isLearned = sql`(e.recorded_at at time zone 'Europe/London')::date > ${known_at}::date`;
	return sql`(
		select w.id, w.data_set, w.recommendation_id, case when ${hasTakenOver(sql`w.organisation_id`)} then coalesce((
			select e.organisation_id from event e where e.data_set = ${data_set} and e.assignment_id = w.id and e.what = 'transfer'
				and (${known_at ? sql`${isLater} or ${isLearned}` : isLater}) order by e.id limit 1), w.organisation_id)
			else w.organisation_id end as organisation_id
		from assignment w)`;
};

/**
 * What each action served at the end of a day: what it serves now, unless that was changed afterwards. Then the first
 * such change tells what it served before, by the references of what its organisation was asked.
 */
const linksOn = (scope: Scope, day: Day): RawBuilder<unknown> => sql`
	changed as materialized (
		select distinct on (e.subject_id) e.subject_id as action_id, e.from_value from event e
		where e.data_set = ${scope.data_set} and e.subject = 'action' and e.what = 'amended'
			and e.detail ->> 'column' = 'recommendation_refs' and e.effective_on > ${day}::date
		order by e.subject_id, e.id
	), served as (
		select l.action_id, l.assignment_id from assignment_action l
		where l.action_id not in (select action_id from changed)
		union all
		select changed.action_id, asked.id from changed join action its on its.id = changed.action_id
		join recommendation r on r.data_set = ${scope.data_set} and r.reference = any (string_to_array(changed.from_value, '; '))
		join assignment asked on asked.recommendation_id = r.id and (asked.organisation_id = its.organisation_id
			or ${hasTakenOver(sql`asked.organisation_id`)} and exists (select from event e
				where e.data_set = ${scope.data_set} and e.assignment_id = asked.id and e.what = 'transfer' and e.organisation_id = its.organisation_id))
	)`;

/**
 * How strong the actions were on the scope's day that had been planned by then, by what they served on it. What is done
 * with an action is recorded on the day on which it is done, so that both senses of time are the same day.
 */
const asAt = (scope: Scope): RawBuilder<unknown> => {
	const day = scope.known_at ?? scope.as_at;
	const told = sql`e.data_set = ${scope.data_set} and e.subject = 'action' and e.subject_id = a.id and e.assignment_id is null`;
	return sql`with ${linksOn(scope, day)} select coalesce((
			select e.from_value from event e where ${told} and e.what = 'amended' and e.detail ->> 'column' = 'strength'
				and e.effective_on > ${day}::date order by e.id limit 1), a.strength) as strength
		from action a where a.data_set = ${scope.data_set} and ${serving(scope, sql`served`, owned(scope))}
			and exists (select from event e where ${told} and e.what = 'added' and e.effective_on <= ${day}::date)`;
};

/** How many actions are how strong, of those that serve an assignment in the scope. Strengths that none has are left out. */
export const count = async (reading: Reading, scope: Scope): Promise<StrengthCount[]> => {
	const actions = isNow(scope)
		? sql`select a.strength from action a where a.data_set = ${scope.data_set} and ${serving(scope, sql`assignment_action`, sql`assignment`)}`
		: asAt(scope);
	const { rows } = await sql<StrengthCount>`
		select strength, count(*)::int as n from (${actions}) actions group by 1 order by 1`.execute(reading);
	return rows;
};
