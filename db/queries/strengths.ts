import { sql, type RawBuilder } from 'kysely';
import type { StrengthCount } from '#lib/domain/numbers/strength-mix.ts';
import { isNow, type Scope } from '#lib/domain/scope.ts';
import type { Reading } from '../schema.ts';
import { within } from './narrowed.ts';

/** The actions that serve an assignment of the scope. */
const serving = (scope: Scope): RawBuilder<unknown> => {
	const isNarrowed = Object.values(scope.filter).some((value) => value !== undefined);
	return isNarrowed
		? sql`a.id in (select l.action_id from assignment_action l join assignment m on m.id = l.assignment_id where ${within(scope)})`
		: sql`exists (select from assignment_action l where l.action_id = a.id)`;
};

/**
 * How strong the actions were on the scope's day that had been planned by then, by what they serve now. What is done with
 * an action is recorded on the day on which it is done, so that both senses of time are the same day.
 */
const asAt = (scope: Scope): RawBuilder<unknown> => {
	const day = scope.known_at ?? scope.as_at;
	const told = sql`e.data_set = ${scope.data_set} and e.subject = 'action' and e.subject_id = a.id and e.assignment_id is null`;
	return sql`select coalesce((
			select e.from_value from event e where ${told} and e.what = 'amended' and e.detail ->> 'column' = 'strength'
				and e.effective_on > ${day}::date order by e.id limit 1), a.strength) as strength
		from action a where a.data_set = ${scope.data_set} and ${serving(scope)}
			and exists (select from event e where ${told} and e.what = 'added' and e.effective_on <= ${day}::date)`;
};

/** How many actions are how strong, of those that serve an assignment in the scope. Strengths that none has are left out. */
export const count = async (reading: Reading, scope: Scope): Promise<StrengthCount[]> => {
	const actions = isNow(scope)
		? sql`select a.strength from action a where a.data_set = ${scope.data_set} and ${serving(scope)}`
		: asAt(scope);
	const { rows } = await sql<StrengthCount>`
		select strength, count(*)::int as n from (${actions}) actions group by 1 order by 1`.execute(reading);
	return rows;
};
