import { sql } from 'kysely';
import type { Disposition } from '#lib/domain/axes/disposition.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { Reading } from '../schema.ts';
import { yearOf } from './year-of.ts';

/** Whose inbox, and on which day: what was put off comes back by itself on the day that was set for it. */
export type Inbox = { data_set: DataSet; today: Day };

const SINCE = sql`coalesce(r.review_on, r.counted_from_on)`;
const waits = ({ data_set, today }: Inbox) => sql`r.data_set = ${data_set}
	and r.disposition in ('untriaged', 'deferred') and ${SINCE} <= ${today}::date`;

/** The recommendations that wait for the board, to be counted. */
export const waitingFor = (inbox: Inbox) => sql`select from recommendation r where ${waits(inbox)}`;

/** The recommendation that has waited longest, by its place in a web address; undefined where none waits. */
export const first = async (db: Reading, inbox: Inbox): Promise<string | undefined> => {
	const { rows } = await sql<{ slug: string }>`
		select r.slug from recommendation r where ${waits(inbox)} order by ${SINCE}, r.id limit 1`.execute(db);
	return rows[0]?.slug;
};

/** Whether a recommendation waits, since when, and what waits before and after it. */
export type Place = { waits: boolean; since: Day; previous: string | null; next: string | null };

/** The place of a recommendation in the inbox; of one that does not wait, where it would stand. */
export const placeOf = async (db: Reading, inbox: Inbox, id: number): Promise<Place | undefined> => {
	const beside = (sign: '<' | '>', order: string) => sql`(
		select r.slug from recommendation r
		where ${waits(inbox)} and (${SINCE}, r.id) ${sql.raw(sign)} (this.since, this.id)
		order by ${SINCE} ${sql.raw(order)}, r.id ${sql.raw(order)} limit 1)`;
	const { rows } = await sql<Place>`
		select this.waits, this.since, ${beside('<', 'desc')} as previous, ${beside('>', 'asc')} as next
		from (select r.id, ${SINCE} as since, (${waits(inbox)}) as waits from recommendation r where r.id = ${id}) this`.execute(
		db
	);
	return rows[0];
};

/** A recommendation that stands beside another. */
export type Near = {
	id: number;
	slug: string;
	reference: string;
	plain_summary: string;
	disposition: Disposition;
	source: string;
	year: number | null;
};
const NEAR = sql`r.id, r.slug, r.reference, r.plain_summary, r.disposition, s.name as source, ${yearOf} as year`;

/** The recommendations that are alike, the most alike first, without those that a person judged to be something else. */
export const alike = async (db: Reading, id: number, limit: number): Promise<Near[]> => {
	const { rows } = await sql<Near>`
		select ${NEAR} from (
			select other_id as id, share from alike_pair where one_id = ${id} and judged is distinct from 'not the same'
			union all select one_id, share from alike_pair where other_id = ${id} and judged is distinct from 'not the same'
			order by share desc, id limit ${limit}
		) p join recommendation r on r.id = p.id join source s on s.id = r.source_id order by p.share desc, r.id`.execute(
		db
	);
	return rows;
};

/** A family that a recommendation is in: how often and by whom it was asked, with the newest of the others. */
export type Kin = { slug: string; name: string; times: number; sources: string[]; others: Near[] };

/** The families of a recommendation, each with at most `limit` others of its members. Each family is read through once. */
export const kin = async (db: Reading, id: number, limit: number): Promise<Kin[]> => {
	const { rows } = await sql<Kin>`
		select f.slug, f.name, counted.* from family_member mine join family f on f.id = mine.family_id cross join lateral (
			with member as materialized (
				select r.id, r.source_id, r.counted_from_on from family_member m
				join recommendation r on r.id = m.recommendation_id where m.family_id = f.id
			), newest as (select id from member where id <> ${id} order by counted_from_on desc, id limit ${limit})
			select (select count(*)::int from member) as times,
				(select array_agg(distinct s.name order by s.name) from source s
					where s.id in (select source_id from member)) as sources,
				(select coalesce(json_agg(o), '[]') from (
					select ${NEAR} from newest n join recommendation r on r.id = n.id join source s on s.id = r.source_id
					order by r.counted_from_on desc, r.id) o) as others
		) counted where mine.recommendation_id = ${id} order by f.name limit 10`.execute(db);
	return rows;
};

/** What the board decided about a recommendation before. */
export type Decided = {
	id: number;
	what: string;
	reason: string;
	decided_on: Day;
	by: string | null;
	met_on: Day | null;
};

/** The decisions about a recommendation, the newest first. */
export const decisions = async (db: Reading, id: number): Promise<Decided[]> => {
	const { rows } = await sql<Decided>`
		select d.id, d.what, d.reason, d.decided_on, p.name as by, m.held_on as met_on
		from decision_subject s join decision d on d.id = s.decision_id
		left join person p on p.id = d.recorded_by left join meeting m on m.id = d.meeting_id
		where s.subject = 'recommendation' and s.subject_id = ${id} order by d.id desc limit 20`.execute(db);
	return rows;
};

/** A day by which what a recommendation asks for is to be done, where one was set. */
export const dueOn = async (db: Reading, id: number): Promise<Day | undefined> =>
	(
		await db
			.selectFrom('assignment')
			.select('action_due_on')
			.where('recommendation_id', '=', id)
			.where('action_due_on', 'is not', null)
			.limit(1)
			.executeTakeFirst()
	)?.action_due_on ?? undefined;
