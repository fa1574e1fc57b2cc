import { sql, type RawBuilder } from 'kysely';
import type { Assignment } from '#lib/domain/assignment.ts';
import { CLOCKS } from '#lib/domain/clock.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { EscalationStep, Taken } from '#lib/domain/escalation.ts';
import type { Reading } from '../schema.ts';
import { OWED, overdueSince } from './overdue.ts';

/** An assignment that is overdue, with the steps that were taken for the date that was missed first. */
export type Pressed = {
	id: number;
	plain_summary: string;
	reference: string;
	slug: string;
	organisation: string;
	overdue_since: Day;
	taken: Taken[];
};

const ABOUT = sql`r.plain_summary, r.reference, r.slug, o.name as organisation`;
const BESIDE = sql`join recommendation r on r.id = a.recommendation_id join organisation o on o.id = a.organisation_id`;

const steps = sql`(select coalesce(json_agg(json_build_object('step', e.step, 'taken_on', e.taken_on) order by e.id), '[]')
	from escalation e where e.assignment_id = a.id and e.overdue_since = a.overdue_since) as taken`;

/** What is overdue and nobody has pressed for yet, the longest first: from each clock's index the first, and no more. */
export const untouched = async (
	db: Reading,
	data_set: DataSet,
	today: Day,
	{ limit, offset }: { limit: number; offset: number }
): Promise<Pressed[]> => {
	const missed = overdueSince(today);
	const each = CLOCKS.map((clock) => {
		const due = sql`a.${sql.ref(`${clock}_due_on`)}`;
		return sql`(select a.id, ${missed} as overdue_since from assignment a
			where a.data_set = ${data_set} and ${sql.raw(OWED[clock])} and ${due} < ${today}::date
				and not exists (select from escalation e where e.assignment_id = a.id and e.overdue_since = ${missed})
			order by ${due}, a.id limit ${limit + offset})`;
	});
	const { rows } = await sql<Pressed>`
		select a.id, a.overdue_since, ${ABOUT}, '[]'::json as taken from (
			select x.id, x.overdue_since, w.recommendation_id, w.organisation_id
			from (select distinct id, overdue_since from (${sql.join(each, sql` union all `)}) all_of) x
			join assignment w on w.id = x.id order by x.overdue_since, x.id limit ${limit} offset ${offset}
		) a ${BESIDE} order by a.overdue_since, a.id`.execute(db);
	return rows;
};

const pressedFor = (data_set: DataSet, today: Day, more: RawBuilder<unknown>) => sql`
	select a.*, e.overdue_since, e.n from (
		select assignment_id, overdue_since, count(*)::int as n, max(id) as last_id from escalation
		where data_set = ${data_set} group by assignment_id, overdue_since
	) e join assignment a on a.id = e.assignment_id where ${overdueSince(today)} = e.overdue_since ${more}`;

/** What the board has pressed for and is still overdue, the furthest first, and how many there are. */
export const pressed = async (
	db: Reading,
	data_set: DataSet,
	today: Day,
	limit: number
): Promise<{ n: number; pressed: Pressed[] }> => {
	const all = pressedFor(data_set, today, sql``);
	const { rows } = await sql<Pressed & { all: number }>`
		select a.id, a.overdue_since, ${ABOUT}, ${steps}, a."all" from (
			select x.*, count(*) over ()::int as "all" from (${all}) x order by x.n desc, x.overdue_since, x.id limit ${limit}
		) a ${BESIDE} order by a.n desc, a.overdue_since, a.id`.execute(db);
	return { n: rows[0]?.all ?? 0, pressed: rows };
};

/** What stands on the board's agenda: its newest step put it there, and it is still overdue. The oldest date first. */
export const onAgenda = async (
	db: Reading,
	data_set: DataSet,
	today: Day,
	limit: number
): Promise<Pressed[]> => {
	const isThere = sql`and (select step from escalation l where l.id = e.last_id) = 'on the board’s agenda'`;
	const { rows } = await sql<Pressed>`
		select a.id, a.overdue_since, ${ABOUT}, ${steps} from (${pressedFor(data_set, today, isThere)}) a ${BESIDE}
		order by a.overdue_since, a.id limit ${limit}`.execute(db);
	return rows;
};

/** An assignment as its letter tells of it. */
export type Told = Assignment & {
	organisation: string;
	source: string;
	reference: string;
	slug: string;
	plain_summary: string;
};

/** An assignment with whom and what it concerns; undefined where there is none of that number in the data set. */
export const find = async (db: Reading, data_set: DataSet, id: number): Promise<Told | undefined> => {
	const { rows } = await sql<Told>`
		select a.*, ${ABOUT}, s.name as source from assignment a ${BESIDE} join source s on s.id = r.source_id
		where a.id = ${id} and a.data_set = ${data_set}`.execute(db);
	return rows[0];
};

/** The steps that were taken for an assignment since a date was missed, in their order, with what was written. */
export const taken = (db: Reading, assignment_id: number, overdue_since: Day) =>
	db
		.selectFrom('escalation')
		.leftJoin('person', 'person.id', 'escalation.taken_by')
		.select(['step', 'taken_on', 'subject', 'words', 'sent_to', 'person.name as who'])
		.where('assignment_id', '=', assignment_id)
		.where('overdue_since', '=', overdue_since)
		.orderBy('escalation.id')
		.execute();

/** The same for several assignments at once, by assignment; whatever date was missed. */
export const takenFor = async (
	db: Reading,
	assignment_ids: readonly number[]
): Promise<{ assignment_id: number; overdue_since: Day; step: EscalationStep; taken_on: Day }[]> =>
	db
		.selectFrom('escalation')
		.select(['assignment_id', 'overdue_since', 'step', 'taken_on'])
		.where('assignment_id', '=', sql<number>`any (${[...new Set(assignment_ids)]}::int[])`)
		.orderBy('id')
		.execute();

/** A public notice that something is overdue. */
export type PublicNotice = {
	id: number;
	organisation: string;
	organisation_code: string;
	plain_summary: string;
	slug: string;
	words: string;
	taken_on: Day;
	overdue_since: Day;
};

/** The public notices about a recommendation or an organisation that still hold: what they are about is still overdue. */
export const published = async (
	reading: Reading,
	about: { recommendation_id: number } | { organisation_id: number },
	today: Day,
	limit: number
): Promise<PublicNotice[]> => {
	const where =
		'organisation_id' in about
			? sql`e.organisation_id = ${about.organisation_id}`
			: sql`a.recommendation_id = ${about.recommendation_id}`;
	const { rows } = await sql<PublicNotice>`
		select e.id, o.name as organisation, o.code as organisation_code, r.plain_summary, r.slug, e.words, e.taken_on, e.overdue_since
		from assignment a join escalation e on e.assignment_id = a.id and e.step = 'published' ${BESIDE}
		where ${where} and ${overdueSince(today)} = e.overdue_since order by e.taken_on desc, e.id desc limit ${limit}`.execute(
		reading
	);
	return rows;
};
