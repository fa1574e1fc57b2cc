import { sql } from 'kysely';
import type { Candidate } from '#lib/domain/assigning.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { Reading } from '../schema.ts';
import { belongsOn } from './set-members.ts';

/** A set that can be asked as one, and how many belong to it on a day. */
export type Set = { id: number; code: string; name: string; members: number };

/** The sets of a data set that anybody belongs to on a day. */
export const sets = async (db: Reading, data_set: DataSet, today: Day): Promise<Set[]> => {
	const { rows } = await sql<Set>`
		select s.id, s.code, s.name, count(*)::int as members
		from organisation_set s join organisation o on ${belongsOn(today)}
		where s.data_set = ${data_set} group by s.id, s.code, s.name order by s.name limit 200`.execute(db);
	return rows;
};

/**
 * `line`: who took over from `organisation o` by a day, and for as long as whoever did has closed as well, who took over
 * from them. Of several successors the newest counts. A line that comes back to where it was ends there.
 */
const lineOfSuccession = (today: Day) => {
	const successorOf = (id: string) => sql`(select y.successor_id as id from organisation_succession y
		where y.organisation_id = ${sql.ref(id)} and y.took_over_on <= ${today} order by y.took_over_on desc, y.successor_id limit 1)`;
	return sql`with recursive line as (
		select heir.id, 1 as step, array[o.id, heir.id] as passed from ${successorOf('o.id')} heir
		union all
		select heir.id, line.step + 1, line.passed || heir.id
		from line join organisation gone on gone.id = line.id and gone.closed_on < ${today}
		cross join lateral ${successorOf('gone.id')} heir where heir.id <> all (line.passed)
	)`;
};

/** Whoever is to be asked: the members of the sets on the day, and single organisations by their codes. */
export const candidates = async (
	db: Reading,
	{ data_set, recommendation_id, today }: { data_set: DataSet; recommendation_id: number; today: Day },
	asked: { sets: readonly string[]; organisations: readonly string[] }
): Promise<Candidate[]> => {
	const body = (
		table: string
	) => sql`${sql.ref(`${table}.id`)}, ${sql.ref(`${table}.code`)}, ${sql.ref(`${table}.name`)},
		${sql.ref(`${table}.closed_on`)}, exists (select from assignment a
			where a.recommendation_id = ${recommendation_id} and a.organisation_id = ${sql.ref(`${table}.id`)}) as has_it`;
	const { rows } = await sql<Candidate>`
		with chosen as (
			select o.id from organisation_set s join organisation o on ${belongsOn(today)}
			where s.data_set = ${data_set} and s.code = any (${asked.sets}::text[])
			union select id from organisation where data_set = ${data_set} and code = any (${asked.organisations}::text[])
		)
		select ${body('o')}, (select to_json(heir) from (
				${lineOfSuccession(today)}
				select ${body('h')} from line join organisation h on h.id = line.id order by line.step desc limit 1) heir) as successor
		from chosen join organisation o on o.id = chosen.id order by o.name, o.id`.execute(db);
	return rows;
};

/** A set that was asked before, on which terms, and how many belong to it now who were never asked. */
export type Asked = {
	code: string;
	name: string;
	asked_on: Day;
	response_due_on: Day | null;
	action_due_on: Day | null;
	evidence_due_on: Day | null;
	reports_every: string | null;
	joined: number;
};

/** The sets that were asked for a recommendation, with those who joined them since. */
export const askedSets = async (db: Reading, recommendation_id: number, today: Day): Promise<Asked[]> => {
	const { rows } = await sql<Asked>`
		select s.code, s.name, k.asked_on, k.response_due_on, k.action_due_on, k.evidence_due_on, k.reports_every,
			(select count(*)::int from organisation o where ${belongsOn(today)} and not exists (
				select from assignment a where a.recommendation_id = k.recommendation_id and a.organisation_id = o.id)) as joined
		from asked_set k join organisation_set s on s.id = k.organisation_set_id
		where k.recommendation_id = ${recommendation_id} order by s.name limit 50`.execute(db);
	return rows;
};

/** The rule by which the source of a recommendation expects a reply; null where it has none. */
export const responseRule = async (db: Reading, recommendation_id: number): Promise<string | null> =>
	(
		await db
			.selectFrom('recommendation')
			.innerJoin('source', 'source.id', 'recommendation.source_id')
			.select('response_rule')
			.where('recommendation.id', '=', recommendation_id)
			.executeTakeFirst()
	)?.response_rule ?? null;
