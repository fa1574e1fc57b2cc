import { sql } from 'kysely';
import type { Kept } from '#lib/domain/action.ts';
import type { Day } from '#lib/domain/day.ts';
import type { Person } from '#lib/domain/person.ts';
import { asTable } from '../rows.ts';
import type { Reading, Writing } from '../schema.ts';

/** An action as its organisation sees it. */
export type Mine = Kept & {
	organisation: string;
	last_said: string | null;
	updated_on: Day | null;
	/** How many assignments it serves. */
	serves: number;
};

/** An assignment that an action serves, or could serve. */
export type Served = {
	id: number;
	plain_summary: string;
	reference: string;
	source: string;
	closure: string;
	enough_by_itself: boolean | null;
};

const own = (user: Person) => [
	...new Set(
		user.memberships.flatMap(({ role, organisation_id }) =>
			organisation_id && (role === 'contributor' || role === 'approver') ? [organisation_id] : []
		)
	)
];

const columns = sql`a.*, o.name as organisation,
	(select count(*)::int from assignment_action s where s.action_id = a.id) as serves`;
/** Of an `action a`: whether it is of an organisation that a person speaks for. */
export const theirs = (user: Person) =>
	sql`a.data_set = ${user.data_set} and a.organisation_id = any (${own(user)}::int[])`;

/** The actions of a person's own organisations: those still to be done first, the earliest due first. */
export const list = async (
	db: Reading,
	user: Person,
	{ limit, offset = 0 }: { limit: number; offset?: number }
): Promise<Mine[]> => {
	const { rows } = await sql<Mine>`
		select ${columns} from action a join organisation o on o.id = a.organisation_id where ${theirs(user)}
		order by a.done_on is not null, a.due_on, a.id limit ${limit} offset ${offset}`.execute(db);
	return rows;
};

/** How many there are, and how many are still to be done. */
export const count = async (db: Reading, user: Person): Promise<{ n: number; open: number }> => {
	const { rows } = await sql<{ n: number; open: number }>`
		select count(*)::int as n, count(*) filter (where done_on is null)::int as open from action a where ${theirs(user)}`.execute(
		db
	);
	return rows[0] ?? { n: 0, open: 0 };
};

/** An action of a person's own organisation; undefined where there is none, or where it is another's. */
export const find = async (db: Reading, user: Person, id: number): Promise<Mine | undefined> => {
	const { rows } = await sql<Mine>`
		select ${columns} from action a join organisation o on o.id = a.organisation_id where a.id = ${id} and ${theirs(user)}`.execute(
		db
	);
	return rows[0];
};

const asking = sql`w.id, r.plain_summary, r.reference, s.name as source, w.closure`;
const asked = sql`join recommendation r on r.id = w.recommendation_id join source s on s.id = r.source_id`;

/** The assignments that an action serves. */
export const servedBy = async (db: Reading, action_id: number): Promise<Served[]> => {
	const { rows } = await sql<Served>`
		select ${asking}, l.enough_by_itself from assignment_action l join assignment w on w.id = l.assignment_id ${asked}
		where l.action_id = ${action_id} order by r.reference, w.id`.execute(db);
	return rows;
};

/** The open assignments of an organisation that an action could serve, by reference, `limit` at most. */
export const couldServe = async (db: Reading, organisation_id: number, limit: number): Promise<Served[]> => {
	const { rows } = await sql<Served>`
		select ${asking}, null::boolean as enough_by_itself from assignment w ${asked}
		where w.organisation_id = ${organisation_id} and w.closure = 'open' and w.delivery <> 'delivered'
			and w.position not in ('not accepted', 'not applicable')
			and w.disposition not in ('merged', 'declined', 'superseded')
		order by r.reference, w.id limit ${limit}`.execute(db);
	return rows;
};

/** Locks actions for the rest of the transaction, in one order. What does not exist is not among the answers. */
export const lock = async (trx: Writing, ids: readonly number[]): Promise<Map<number, Kept>> => {
	const { rows } = await sql<Kept>`
		select id, data_set, organisation_id, what, owner, due_on, done_on, strength, version from action
		where id = any (${[...new Set(ids)]}::int[]) order by id for no key update`.execute(trx);
	return new Map(rows.map((row) => [row.id, row]));
};

/** Which actions of an organisation are still to be done and serve one of some assignments. */
export const toBeDone = async (
	db: Reading,
	organisation_id: number,
	assignment_ids: readonly number[]
): Promise<number[]> => {
	const { rows } = await sql<{ id: number }>`
		select a.id from action a where a.organisation_id = ${organisation_id} and a.done_on is null and exists (
			select from assignment_action l where l.action_id = a.id and l.assignment_id = any (${[...assignment_ids]}::int[]))`.execute(
		db
	);
	return rows.map(({ id }) => id);
};

/** That an action serves an assignment, whether it is enough for it by itself, and what was asked there. */
export type Serving = {
	action_id: number;
	assignment_id: number;
	enough_by_itself: boolean | null;
	reference: string;
};

/** Which assignments some actions serve, by action and assignment. */
export const links = async (db: Reading, action_ids: readonly number[]): Promise<Serving[]> =>
	db
		.selectFrom('assignment_action as l')
		.innerJoin('assignment as w', 'w.id', 'l.assignment_id')
		.innerJoin('recommendation as r', 'r.id', 'w.recommendation_id')
		.select(['l.action_id', 'l.assignment_id', 'l.enough_by_itself', 'r.reference'])
		.where('l.action_id', '=', sql<number>`any (${[...new Set(action_ids)]}::int[])`)
		.orderBy('l.action_id')
		.orderBy('l.assignment_id')
		.execute();

/** The numbers of actions by `organisation what`: every one that reads so, the oldest first. */
export const named = async (
	db: Reading,
	those: readonly { organisation_id: number; what: string }[]
): Promise<Map<string, number[]>> => {
	if (those.length === 0) return new Map();
	const { rows } = await sql<{ name: string; ids: number[] }>`
		select a.organisation_id || ' ' || a.what as name, array_agg(a.id order by a.id) as ids
		from ${asTable(those, { organisation_id: 'int4', what: 'text' })}
		join action a on a.organisation_id = given.organisation_id and a.what = given.what
		group by 1`.execute(db);
	return new Map(rows.map(({ name, ids }) => [name, ids]));
};

/** Which organisation each of some actions is of; what does not exist is not among the answers. */
export const owners = async (db: Reading, ids: readonly number[]): Promise<Map<number, number>> => {
	if (ids.length === 0) return new Map();
	const { rows } = await sql<{ id: number; organisation_id: number }>`
		select id, organisation_id from action where id = any (${[...new Set(ids)]}::int[])`.execute(db);
	return new Map(rows.map(({ id, organisation_id }) => [id, organisation_id]));
};

/** All that was said of how far actions are, the last first: on which day, how far, and in which words. */
export const told = async (
	db: Reading,
	ids: readonly number[]
): Promise<{ action_id: number; step: string | null; narrative: string | null; effective_on: Day }[]> => {
	const { rows } = await sql<{
		action_id: number;
		step: string | null;
		narrative: string | null;
		effective_on: Day;
	}>`
		select subject_id as action_id, to_value as step, narrative, effective_on from event
		where subject = 'action' and subject_id = any (${[...new Set(ids)]}::int[])
			and what = 'amended' and detail ->> 'column' = 'done_on'
		order by id desc`.execute(db);
	return rows;
};

/** The organisations that a person speaks for, by name. */
export const organisations = (db: Reading, user: Person): Promise<{ id: number; name: string }[]> =>
	db
		.selectFrom('organisation')
		.select(['id', 'name'])
		.where('data_set', '=', user.data_set)
		.where('id', '=', sql<number>`any (${own(user)}::int[])`)
		.orderBy('name')
		.execute();
