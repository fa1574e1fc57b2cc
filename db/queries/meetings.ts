import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { AgendaItem } from '#lib/domain/meeting.ts';
import type { Minuted } from '#lib/domain/paper.ts';
import type { HeadlineNumber } from '#lib/domain/numbers/headline.ts';
import type { Reading, Writing } from '../schema.ts';

/** A meeting of a board. */
export type Meeting = {
	id: number;
	data_set: DataSet;
	board: string;
	held_on: Day;
	as_at: Day | null;
	agenda: AgendaItem[];
};

const COLUMNS = ['id', 'data_set', 'board', 'held_on', 'as_at', 'agenda'] as const;

/** The meetings of a data set, the latest first, with how much was minuted and how many papers they had. */
export const list = async (
	db: Reading,
	data_set: DataSet,
	{ limit, offset = 0 }: { limit: number; offset?: number }
) => {
	const { rows } = await sql<{
		id: number;
		board: string;
		held_on: Day;
		minutes: number;
		papers: number;
	}>`
		select m.id, m.board, m.held_on, (select count(*)::int from decision d where d.meeting_id = m.id) as minutes,
			(select count(*)::int from paper p where p.meeting_id = m.id) as papers
		from meeting m where m.data_set = ${data_set} order by m.held_on desc, m.id desc limit ${limit} offset ${offset}`.execute(
		db
	);
	return rows;
};

/** How many meetings there are. */
export const count = async (db: Reading, data_set: DataSet): Promise<number> => {
	const { rows } = await sql<{ n: number }>`
		select count(*)::int as n from meeting where data_set = ${data_set}`.execute(db);
	return rows[0]?.n ?? 0;
};

/** The latest meetings and those to come, the last of them first, for a choice of where something was decided. */
export const toChoose = (
	db: Reading,
	data_set: DataSet
): Promise<{ id: number; board: string; held_on: Day }[]> =>
	db
		.selectFrom('meeting')
		.select(['id', 'board', 'held_on'])
		.where('data_set', '=', data_set)
		.orderBy('held_on', 'desc')
		.limit(6)
		.execute();

const numbered = (db: Reading, data_set: DataSet, id: number) =>
	db.selectFrom('meeting').select(COLUMNS).where('data_set', '=', data_set).where('id', '=', id);

/** The latest meeting that was held before a day. */
export const lastHeld = (db: Reading, data_set: DataSet, today: Day): Promise<{ id: number } | undefined> =>
	db
		.selectFrom('meeting')
		.select('id')
		.where('data_set', '=', data_set)
		.where('held_on', '<', today)
		.orderBy('held_on', 'desc')
		.limit(1)
		.executeTakeFirst();

/** A meeting by its number; undefined where there is none in the data set. */
export const find = (db: Reading, data_set: DataSet, id: number): Promise<Meeting | undefined> =>
	numbered(db, data_set, id).executeTakeFirst();

/** The same, kept from being changed by anybody else until the transaction ends. */
export const lock = (trx: Writing, data_set: DataSet, id: number): Promise<Meeting | undefined> =>
	numbered(trx, data_set, id).forNoKeyUpdate().executeTakeFirst();

/** The meeting before, and the last paper that was frozen for it, if there was one. */
export type Before = {
	id: number;
	held_on: Day;
	paper: { slug: string; known_at: Day; frozen_at: Date; numbers: HeadlineNumber[] } | null;
};

/** The meeting of the same board before another. */
export const before = async (
	db: Reading,
	{ data_set, board, held_on }: Pick<Meeting, 'data_set' | 'board' | 'held_on'>
): Promise<Before | undefined> => {
	const meeting = await db
		.selectFrom('meeting')
		.select(['id', 'held_on'])
		.where('data_set', '=', data_set)
		.where('board', '=', board)
		.where('held_on', '<', held_on)
		.orderBy('held_on', 'desc')
		.limit(1)
		.executeTakeFirst();
	if (!meeting) return undefined;
	const paper = await db
		.selectFrom('paper')
		.select(['slug', 'known_at', 'frozen_at'])
		.select(sql<HeadlineNumber[]>`content -> 'numbers'`.as('numbers'))
		.where('meeting_id', '=', meeting.id)
		.orderBy('frozen_at', 'desc')
		.limit(1)
		.executeTakeFirst();
	return { ...meeting, paper: paper ?? null };
};

/** A line of the minutes, with its number. */
export type Line = Minuted & { id: number };

const LINE = sql`d.id, d.kind, d.what, d.reason, d.owner, d.due_on, d.done_on,
	(select coalesce(json_agg(json_build_object('label', r.reference, 'slug', r.slug, 'summary', r.plain_summary,
			'organisation', null, 'stage', r.stage) order by r.reference), '[]')
		from decision_subject s join recommendation r on r.id = s.subject_id
		where s.decision_id = d.id and s.subject = 'recommendation') as records`;

/** What was minuted at a meeting, in the order in which it was, with the records as they stand now. */
export const minutes = async (db: Reading, meeting_id: number, limit = 500): Promise<Line[]> => {
	const { rows } = await sql<Line>`
		select ${LINE} from decision d where d.meeting_id = ${meeting_id} order by d.id limit ${limit}`.execute(db);
	return rows;
};

/** Actions that were given at meetings and are not done, the first due first. */
export const openActions = async (
	db: Reading,
	data_set: DataSet,
	limit: number
): Promise<(Line & { held_on: Day | null })[]> => {
	const { rows } = await sql<Line & { held_on: Day | null }>`
		select ${LINE}, m.held_on from decision d left join meeting m on m.id = d.meeting_id
		where d.data_set = ${data_set} and d.kind = 'action' and d.done_on is null
		order by d.due_on nulls last, d.id limit ${limit}`.execute(db);
	return rows;
};
