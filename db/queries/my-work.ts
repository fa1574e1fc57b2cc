import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Assignment } from '#lib/domain/assignment.ts';
import { CADENCES, cycleMonths, DUE_SOON_DAYS, freshSince } from '#lib/domain/clock.ts';
import { addDays, type Day } from '#lib/domain/day.ts';
import { SECTIONS, type Section } from '#lib/domain/my-work.ts';
import type { Person, Role } from '#lib/domain/person.ts';
import { anyOf } from '../rows.ts';
import type { Reading } from '../schema.ts';

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

// What a reader looks for is in the ask or its reference; per cent signs and the like are letters here.
const asks = (words: string | undefined) => {
	const like = `%${(words ?? '').replace(/[\\%_]/g, '\\$&')}%`;
	return words
		? sql`and exists (select from recommendation r where r.id = a.recommendation_id
			and (r.plain_summary ilike ${like} or r.reference ilike ${like}))`
		: sql``;
};

// Word for word what the indexes of an organisation's own work hold, so that they answer by themselves.
const OPEN = sql<SqlBool>`a.closure = 'open' and a.disposition not in ('merged', 'declined', 'superseded')`;
const QUIET = sql<SqlBool>`a.claimed_on is null and a.delivery <> 'delivered' and a.position not in ('not accepted', 'not applicable')`;

/** The SQL twin of `isStale` in `domain/clock.ts`, for an `assignment a`; the shortest cycle bounds what is looked at. */
const isStale = (today: Day): RawBuilder<SqlBool> => {
	const since = (cadence: Parameters<typeof cycleMonths>[0]) =>
		sql`${freshSince(today, cycleMonths(cadence))}::date`;
	const cycles = CADENCES.map((cadence) => sql`when ${sql.lit(cadence)} then ${since(cadence)}`);
	return sql`a.heard_on < ${since('month')} and a.heard_on < case a.reports_every ${sql.join(cycles, sql` `)} else ${since(null)} end`;
};

/** When an open `assignment a` stands in a part of somebody's work on a day. */
const stands = (section: Section, today: Day): RawBuilder<SqlBool> => {
	const soon = addDays(today, DUE_SOON_DAYS);
	switch (section) {
		case 'overdue':
			return sql`a.next_due_on < ${today}::date`;
		case 'returned':
			return sql`a.is_returned`;
		case 'due soon':
			return sql`a.next_due_on between ${today}::date and ${soon}::date and not a.is_returned`;
		case 'stale':
			return sql`${isStale(today)} and ${QUIET} and not a.is_returned
				and (a.next_due_on is null or a.next_due_on > ${soon}::date)`;
		case 'waiting for sign-off':
			return sql`a.claimed_on is not null`;
	}
};

// For one organisation, as nearly everybody has, an index gives them in order of their dates.
const from = (user: Person, part: RawBuilder<SqlBool>, words?: string) => sql`
	from assignment a where a.organisation_id = ${anyOf(own(user))} and a.data_set = ${user.data_set}
		and ${OPEN} and ${part} ${asks(words)}`;

/** How much there is of each part of a person's work, or of that which asks for something with these words. */
export const counts = async (
	db: Reading,
	user: Person,
	today: Day,
	words?: string
): Promise<Record<Section, number>> => {
	const each = SECTIONS.map(
		(section) =>
			sql`(select count(*)::int ${from(user, stands(section, today), words)}) as ${sql.ref(section)}`
	);
	const { rows } = await sql<Record<Section, number>>`select ${sql.join(each)}`.execute(db);
	return rows[0] as Record<Section, number>;
};

const asked = sql`join recommendation r on r.id = w.recommendation_id
	join source s on s.id = r.source_id join organisation o on o.id = w.organisation_id`;
const told = sql`w.*, o.name as organisation, s.name as source, r.reference, r.slug, r.plain_summary`;

/** One part of a person's work, the earliest date first. */
export const list = async (
	db: Reading,
	user: Person,
	today: Day,
	section: Section,
	{ limit, offset = 0, words }: { limit: number; offset?: number; words?: string | undefined }
): Promise<Mine[]> => {
	const { rows } = await sql<Mine>`
		with page as (
			select a.id ${from(user, stands(section, today), words)} order by a.next_due_on nulls last, a.id limit ${limit} offset ${offset}
		)
		select ${told} from page join assignment w on w.id = page.id ${asked} order by w.next_due_on nulls last, w.id`.execute(
		db
	);
	return rows;
};

/** What a person should look at after `id`: the most pressing other assignment that is overdue, returned or due soon. */
export const next = async (db: Reading, user: Person, today: Day, id: number): Promise<Mine | undefined> => {
	const pressing = (['overdue', 'returned', 'due soon'] as const).map(
		(section) => sql`(select a.id, a.next_due_on
			${from(user, sql`${stands(section, today)} and a.id <> ${id} and a.claimed_on is null`)}
			order by a.next_due_on nulls last, a.id limit 1)`
	);
	const { rows } = await sql<Mine>`
		with first as (select * from (${sql.join(pressing, sql` union all `)}) each order by next_due_on nulls last, id limit 1)
		select ${told} from first join assignment w on w.id = first.id ${asked}`.execute(db);
	return rows[0];
};

const mineOf = (user: Person) =>
	sql`w.data_set = ${user.data_set} and w.organisation_id = ${anyOf(own(user))}`;

/** An assignment of a person's own organisation; undefined where there is none, or where it is another's. */
export const find = async (db: Reading, user: Person, id: number): Promise<Mine | undefined> => {
	const { rows } = await sql<Mine>`
		select ${told} from assignment w ${asked}
		where w.id = ${id} and ${mineOf(user)}`.execute(db);
	return rows[0];
};

/** Claims that wait for an approver's signature, the longest waiting first, and how many there are. */
export const toSignOff = async (
	db: Reading,
	user: Person,
	{ limit, offset = 0 }: { limit: number; offset?: number }
): Promise<{ claims: (Mine & { claimant: string | null })[]; n: number }> => {
	const organisations = own(user, ['approver']);
	const waiting = sql`w.claimed_on is not null and w.organisation_id = ${anyOf(organisations)} and w.data_set = ${user.data_set}`;
	const { rows } = await sql<Mine & { claimant: string | null }>`
		select ${told}, p.name as claimant from assignment w ${asked}
		left join person p on p.id = w.claimed_by
		where ${waiting} order by w.claimed_on, w.id limit ${limit} offset ${offset}`.execute(db);
	const { rows: all } = await sql<{
		n: number;
	}>`select count(*)::int as n from assignment w where ${waiting}`.execute(db);
	return { claims: rows, n: all[0]?.n ?? 0 };
};

/** Those of some assignments that are of a person's own organisations. */
export const findAll = async (db: Reading, user: Person, ids: readonly number[]): Promise<Mine[]> => {
	const { rows } = await sql<Mine>`
		select ${told} from assignment w ${asked}
		where w.id = ${anyOf(ids)} and ${mineOf(user)} order by w.id`.execute(db);
	return rows;
};

const openOf = (
	user: Person,
	words?: string
) => sql`from (select * from assignment a where a.data_set = ${user.data_set}
	and a.organisation_id = ${anyOf(own(user))} and a.closure = 'open'
	and a.disposition not in ('merged', 'declined', 'superseded') ${asks(words)}) w`;

/** All open assignments of a person's own organisations, by organisation and reference, or those that ask with these words. */
export const open = async (
	db: Reading,
	user: Person,
	{ limit, offset = 0, words }: { limit: number; offset?: number; words?: string | undefined }
): Promise<Mine[]> => {
	const { rows } = await sql<Mine>`
		select ${told} ${openOf(user, words)} ${asked}
		order by o.name, r.reference, w.id limit ${limit} offset ${offset}`.execute(db);
	return rows;
};

/** How many those are. */
export const countOpen = async (db: Reading, user: Person, words?: string): Promise<number> => {
	const { rows } = await sql<{ n: number }>`select count(*)::int as n ${openOf(user, words)}`.execute(db);
	return rows[0]?.n ?? 0;
};
