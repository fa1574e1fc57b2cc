import { sql } from 'kysely';
import type { Day } from '#lib/domain/day.ts';
import type { Person } from '#lib/domain/person.ts';
import type { Reading } from '../schema.ts';
import { theirs } from './actions.ts';

/** An action with the references of what it serves, and the newest that was said of it. */
export type InFull = {
	organisation_code: string;
	register_id: number;
	what: string;
	owner: string | null;
	due_on: Day | null;
	strength: string;
	recommendation_refs: string | null;
	enough_for: string | null;
	step: string | null;
	narrative: string | null;
	effective_on: Day | null;
};

/** The actions of a person's own organisations as a file of actions tells them, in the order of entry. */
export const list = async (db: Reading, user: Person, limit: number): Promise<InFull[]> => {
	const { rows } = await sql<InFull>`
		select o.code as organisation_code, a.id as register_id, a.what, a.owner, a.due_on, a.strength, served.recommendation_refs, served.enough_for,
			told.step, told.narrative, told.effective_on
		from action a join organisation o on o.id = a.organisation_id
		left join lateral (
			select string_agg(r.reference, ';' order by r.reference) as recommendation_refs,
				string_agg(r.reference, ';' order by r.reference) filter (where l.enough_by_itself) as enough_for
			from assignment_action l join assignment w on w.id = l.assignment_id join recommendation r on r.id = w.recommendation_id
			where l.action_id = a.id) served on true
		left join lateral (
			select e.to_value as step, e.narrative, e.effective_on from event e
			where e.subject = 'action' and e.subject_id = a.id and e.what = 'amended' and e.detail ->> 'column' = 'done_on'
			order by e.id desc limit 1) told on true
		where ${theirs(user)} order by a.id limit ${limit}`.execute(db);
	return rows;
};
