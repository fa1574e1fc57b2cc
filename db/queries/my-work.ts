import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Assignment } from '#lib/domain/assignment.ts';
import { DUE_SOON_DAYS, freshSince } from '#lib/domain/clock.ts';
import { addDays, type Day } from '#lib/domain/day.ts';
import { SECTIONS, type Section } from '#lib/domain/my-work.ts';
import type { Person, Role } from '#lib/domain/person.ts';
import type { Reading } from '../schema.ts';
import { nextDue } from './overdue.ts';
import { stands } from './undone.ts';

/** An assignment of the reader's own organisation, with what was asked, and of whom. */
export type Mine = Assignment & {
	next_due_on: Day | null;
	organisation: string;
	source: string;
	reference: string;
	slug: string;
	plain_summary: string;
};

const SPEAKERS: readonly Role[] = ['contributor', 'approver'];

/** The organisations that a person speaks for. */
const own = (user: Person, roles = SPEAKERS) => [
	...new Set(
		user.memberships.flatMap(({ role, organisation_id }) =>
			organisation_id && roles.includes(role) ? [organisation_id] : []
		)
	)
];

// A check keeps its finding on the assignment; what an approver sent back is the newest entry of its kind.
const returned = sql<SqlBool>`case
	when a.delivery = 'delivered' then a.assurance in ('not assured', 'lapsed')
	when a.claimed_on is not null or a.version < 3 or a.updated_on is null then false
	else coalesce((select e.what = 'claim' and e.to_value = 'returned' from event e
		where e.assignment_id = a.id and e.data_set = a.data_set and e.what in ('claim', 'delivery', 'position', 'update') and ${stands}
		order by e.id desc limit 1), false) end`;

// What a reader looks for is in the ask or its reference; per cent signs and the like are letters here.
const asks = (words: string | undefined) => {
	const like = `%${(words ?? '').replace(/[\\%_]/g, '\\$&')}%`;
	return words
		? sql`and exists (select from recommendation r where r.id = a.recommendation_id
			and (r.plain_summary ilike ${like} or r.reference ilike ${like}))`
		: sql``;
};

/** All open assignments of some organisations, each with what it is to them on a day, as a relation called `work`. */
const work = (user: Person, today: Day, words?: string) => sql`
	with mine as (
		select a.*, ${nextDue()} as next_due_on, ${returned} as is_returned from assignment a
		where a.organisation_id = any (${own(user)}::int[]) and a.data_set = ${user.data_set}
			and a.closure = 'open' and a.disposition not in ('merged', 'declined', 'superseded') ${asks(words)}
	), work as (
		select *, coalesce(next_due_on < ${today}::date, false) as is_overdue,
			coalesce(next_due_on between ${today}::date and ${addDays(today, DUE_SOON_DAYS)}::date, false) as is_due_soon,
			coalesce(updated_on, assigned_on) < ${freshSince(today)}::date and claimed_on is null
				and delivery <> 'delivered' and position not in ('not accepted', 'not applicable') as is_stale
		from mine
	)`;

const IS: Record<Section, RawBuilder<SqlBool>> = {
	overdue: sql`is_overdue`,
	returned: sql`is_returned`,
	'due soon': sql`is_due_soon and not is_returned`,
	stale: sql`is_stale and not (is_overdue or is_returned or is_due_soon)`,
	'waiting for sign-off': sql`claimed_on is not null`
};

/** How much there is of each part of a person's work, or of that which asks for something with these words. */
export const counts = async (
	db: Reading,
	user: Person,
	today: Day,
	words?: string
): Promise<Record<Section, number>> => {
	const each = SECTIONS.map(
		(section) => sql`count(*) filter (where ${IS[section]})::int as ${sql.ref(section)}`
	);
	const { rows } = await sql<Record<Section, number>>`
		${work(user, today, words)} select ${sql.join(each)} from work`.execute(db);
	return rows[0] as Record<Section, number>;
};

const asked = sql`join recommendation r on r.id = w.recommendation_id
	join source s on s.id = r.source_id join organisation o on o.id = w.organisation_id`;
const told = sql`w.*, o.name as organisation, s.name as source, r.reference, r.slug, r.plain_summary`;

const nextDueOf = sql`(select ${nextDue()} from assignment a where a.id = w.id)`;

/** One part of a person's work, the earliest date first. */
export const list = async (
	db: Reading,
	user: Person,
	today: Day,
	section: Section,
	{ limit, offset = 0, words }: { limit: number; offset?: number; words?: string | undefined }
): Promise<Mine[]> => {
	const { rows } = await sql<Mine>`
		${work(user, today, words)}, page as (
			select * from work where ${IS[section]} order by next_due_on nulls last, id limit ${limit} offset ${offset}
		)
		select ${told} from page w ${asked} order by w.next_due_on nulls last, w.id`.execute(db);
	return rows;
};

/** What a person should look at after `id`: the most pressing other assignment that is overdue, returned or due soon. */
export const next = async (db: Reading, user: Person, today: Day, id: number): Promise<Mine | undefined> => {
	const { rows } = await sql<Mine>`
		${work(user, today)}
		select ${told} from work w ${asked}
		where w.id <> ${id} and w.claimed_on is null and (w.is_overdue or w.is_returned or w.is_due_soon)
		order by w.next_due_on nulls last, w.id limit 1`.execute(db);
	return rows[0];
};

/** An assignment of a person's own organisation; undefined where there is none, or where it is another's. */
export const find = async (db: Reading, user: Person, id: number): Promise<Mine | undefined> => {
	const { rows } = await sql<Mine>`
		select ${told}, ${nextDueOf} as next_due_on from assignment w ${asked}
		where w.id = ${id} and w.data_set = ${user.data_set} and w.organisation_id = any (${own(user)}::int[])`.execute(
		db
	);
	return rows[0];
};

/** Claims that wait for an approver's signature, the longest waiting first, and how many there are. */
export const toSignOff = async (
	db: Reading,
	user: Person,
	{ limit, offset = 0 }: { limit: number; offset?: number }
): Promise<{ claims: (Mine & { claimant: string | null })[]; n: number }> => {
	const organisations = own(user, ['approver']);
	const waiting = sql`w.claimed_on is not null and w.organisation_id = any (${organisations}::int[]) and w.data_set = ${user.data_set}`;
	const { rows } = await sql<Mine & { claimant: string | null }>`
		select ${told}, ${nextDueOf} as next_due_on, p.name as claimant from assignment w ${asked}
		left join person p on p.id = w.claimed_by
		where ${waiting} order by w.claimed_on, w.id limit ${limit} offset ${offset}`.execute(db);
	const { rows: all } = await sql<{
		n: number;
	}>`select count(*)::int as n from assignment w where ${waiting}`.execute(db);
	return { claims: rows, n: all[0]?.n ?? 0 };
};

const mineOf = (user: Person) =>
	sql`w.data_set = ${user.data_set} and w.organisation_id = any (${own(user)}::int[])`;

/** Those of some assignments that are of a person's own organisations. */
export const findAll = async (db: Reading, user: Person, ids: readonly number[]): Promise<Mine[]> => {
	const { rows } = await sql<Mine>`
		select ${told}, ${nextDueOf} as next_due_on from assignment w ${asked}
		where w.id = any (${[...ids]}::int[]) and ${mineOf(user)} order by w.id`.execute(db);
	return rows;
};

const openOf = (
	user: Person,
	words?: string
) => sql`from (select * from assignment a where a.data_set = ${user.data_set}
	and a.organisation_id = any (${own(user)}::int[]) and a.closure = 'open'
	and a.disposition not in ('merged', 'declined', 'superseded') ${asks(words)}) w`;

/** All open assignments of a person's own organisations, by organisation and reference, or those that ask with these words. */
export const open = async (
	db: Reading,
	user: Person,
	{ limit, offset = 0, words }: { limit: number; offset?: number; words?: string | undefined }
): Promise<Mine[]> => {
	const { rows } = await sql<Mine>`
		select ${told}, ${nextDueOf} as next_due_on ${openOf(user, words)} ${asked}
		order by o.name, r.reference, w.id limit ${limit} offset ${offset}`.execute(db);
	return rows;
};

/** How many those are. */
export const countOpen = async (db: Reading, user: Person, words?: string): Promise<number> => {
	const { rows } = await sql<{ n: number }>`select count(*)::int as n ${openOf(user, words)}`.execute(db);
	return rows[0]?.n ?? 0;
};
