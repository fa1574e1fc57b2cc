import { sql, type RawBuilder } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { Person } from '#lib/domain/person.ts';
import type { VerdictResult } from '#lib/domain/verdict.ts';
import type { Reading } from '../schema.ts';
import { isFar } from './near.ts';

/** A sample with how far its checks have got. */
export type Sample = {
	id: number;
	data_set: DataSet;
	drawn_from: string;
	reason: string;
	waiting: number;
	drawn: number;
	seed: number;
	drawn_on: Day;
	drawn_by: string | null;
	checked: number;
	assured: number;
};

/** A claim that was drawn, with what was found about it since. */
export type Drawn = {
	place: number;
	assignment_id: number;
	plain_summary: string;
	organisation: string;
	result: VerdictResult | null;
	found_on: Day | null;
	/** Whether this person may check it. */
	is_theirs: boolean;
};

/** The claims that wait, of one recommendation or of all of a data set, by the numbers of their assignments. */
export const waiting = async (
	db: Reading,
	data_set: DataSet,
	recommendation_id: number | undefined
): Promise<number[]> => {
	const of = recommendation_id === undefined ? sql`` : sql` and a.recommendation_id = ${recommendation_id}`;
	const { rows } = await sql<{ id: number }>`select a.id from assignment a
		where a.assurance = 'submitted' and a.data_set = ${data_set}${of} order by a.id`.execute(db);
	return rows.map(({ id }) => id);
};

// The first finding after the draw is what the sample counts: a second opinion does not make it two.
const found = sql`left join lateral (select v.result, v.found_on from verdict v
	where v.assignment_id = c.assignment_id and v.given_at >= s.drawn_at order by v.id limit 1) f on true`;

const told = (where: RawBuilder<unknown>, limit: number) => sql<Sample>`
	select s.id, s.data_set, s.drawn_from, s.reason, s.waiting, s.drawn, s.seed, s.drawn_on, p.name as drawn_by,
		(select count(f.result)::int from sample_claim c ${found} where c.sample_id = s.id) as checked,
		(select count(*) filter (where f.result = 'assured')::int from sample_claim c ${found} where c.sample_id = s.id) as assured
	from (select * from sample s where ${where} order by s.id desc limit ${limit}) s left join person p on p.id = s.drawn_by
	order by s.id desc`;

/** The newest samples of a data set. */
export const list = async (db: Reading, data_set: DataSet, limit: number): Promise<Sample[]> =>
	(await told(sql`s.data_set = ${data_set}`, limit).execute(db)).rows;

/** One sample; undefined where there is none of that number in the data set. */
export const find = async (db: Reading, data_set: DataSet, id: number): Promise<Sample | undefined> =>
	(await told(sql`s.data_set = ${data_set} and s.id = ${id}`, 1).execute(db)).rows[0];

/** The claims of a sample in the order of the draw, as a person meets them. */
export const claims = async (db: Reading, user: Person, id: number): Promise<Drawn[]> => {
	const isVerifier = user.memberships.some(({ role }) => role === 'verifier');
	const { rows } = await sql<Drawn>`
		select c.place, c.assignment_id, r.plain_summary, o.name as organisation, f.result, f.found_on,
			(${isVerifier}::boolean and ${isFar(user)}) as is_theirs
		from sample s join sample_claim c on c.sample_id = s.id join assignment a on a.id = c.assignment_id
		join recommendation r on r.id = a.recommendation_id join organisation o on o.id = a.organisation_id ${found}
		where s.id = ${id} order by c.place`.execute(db);
	return rows;
};

/** The next claim of a sample that this verifier may check and nobody has, other than the one just judged. */
export const nextFor = async (
	db: Reading,
	user: Person,
	id: number,
	judged: number
): Promise<number | undefined> =>
	(await claims(db, user, id)).find(
		({ is_theirs, result, assignment_id }) => is_theirs && result === null && assignment_id !== judged
	)?.assignment_id;
