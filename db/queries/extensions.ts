import { sql } from 'kysely';
import type { Clock } from '#lib/domain/clock.ts';
import type { Day } from '#lib/domain/day.ts';
import type { Person } from '#lib/domain/person.ts';
import type { Reading } from '../schema.ts';

/** A request for more time, what was decided, and where its date stands now. */
export type Asked = {
	id: number;
	assignment_id: number;
	plain_summary: string;
	reference: string;
	organisation: string;
	clock: Clock;
	original_on: Day | null;
	current_on: Day | null;
	asked_for_on: Day;
	asked_on: Day;
	asked_by: string | null;
	barrier: string;
	reason: string;
	decision: 'granted' | 'refused' | null;
	decided_on: Day | null;
	decision_reason: string | null;
	needs_board: boolean;
};

const theirs = (user: Person) => {
	const own = user.memberships.flatMap(({ role, organisation_id }) =>
		organisation_id && (role === 'contributor' || role === 'approver') ? [organisation_id] : []
	);
	return sql`e.data_set = ${user.data_set} and e.organisation_id = any (${[...new Set(own)]}::int[])`;
};

/** What waits for a person to decide it: for the board everything, for an issuer what is of the own source and not the board's alone. */
const theirsToDecide = ({ data_set, memberships }: Person) => {
	const sources = memberships.flatMap(({ role, source_id }) =>
		role === 'issuer' && source_id ? [source_id] : []
	);
	const own = memberships.flatMap(({ organisation_id }) => organisation_id ?? []);
	const isBoard = memberships.some(({ role }) => role === 'board');
	const ofSource = sql`and not e.needs_board and exists (select from assignment a join recommendation r on r.id = a.recommendation_id
		where a.id = e.assignment_id and r.source_id = any (${sources}::int[]))`;
	return sql`e.data_set = ${data_set} and e.decision is null and e.organisation_id <> all (${own}::int[])
		${isBoard ? sql`` : ofSource}`;
};

const by = (which: string) =>
	sql`case e.clock when 'response' then a.response_${sql.raw(which)} when 'action' then a.action_${sql.raw(which)}
		else a.evidence_${sql.raw(which)} end`;

const ASKED = sql`e.id, e.assignment_id, r.plain_summary, r.reference, o.name as organisation, e.clock,
	${by('due_originally_on')} as original_on, ${by('due_on')} as current_on, e.asked_for_on, e.asked_on,
	p.name as asked_by, e.barrier, e.reason, e.decision, e.decided_on, e.decision_reason, e.needs_board
	from extension e join assignment a on a.id = e.assignment_id join recommendation r on r.id = a.recommendation_id
	join organisation o on o.id = e.organisation_id left join person p on p.id = e.asked_by`;

/** The requests that wait for a person to decide them, to be counted. */
export const waitingFor = (user: Person) => sql`select from extension e where ${theirsToDecide(user)}`;

/** What waits for a person to decide it, the longest waiting first, and how many there are. */
export const toDecide = async (
	db: Reading,
	user: Person,
	{ limit, offset }: { limit: number; offset: number }
): Promise<{ n: number; asked: Asked[] }> => {
	const { rows: asked } = await sql<Asked>`
		select ${ASKED} where ${theirsToDecide(user)} order by e.asked_on, e.id limit ${limit} offset ${offset}`.execute(
		db
	);
	const { rows } = await sql<{ n: number }>`
		select count(*)::int as n from (${waitingFor(user)}) waiting`.execute(db);
	return { n: rows[0]?.n ?? 0, asked };
};

/** What a person's organisations asked for: what waits first, then the newest. */
export const list = async (
	db: Reading,
	user: Person,
	{ limit, offset = 0 }: { limit: number; offset?: number }
): Promise<Asked[]> => {
	const { rows } = await sql<Asked>`
		select ${ASKED} where ${theirs(user)} order by e.decision is not null, e.asked_on desc, e.id desc limit ${limit} offset ${offset}`.execute(
		db
	);
	return rows;
};

/** How many there are, and how many of them wait. */
export const count = async (db: Reading, user: Person): Promise<{ n: number; waiting: number }> => {
	const { rows } = await sql<{ n: number; waiting: number }>`
		select count(*)::int as n, count(*) filter (where decision is null)::int as waiting from extension e where ${theirs(user)}`.execute(
		db
	);
	return rows[0] ?? { n: 0, waiting: 0 };
};

/** How the others stand who were asked the same, by one clock: what a later date would set apart from. */
export type Others = { extension_id: number; n: number; median_on: Day | null; later: number; done: number };

/**
 * Of the other organisations with the same recommendation as each request: how many have a date, the middle one of their
 * dates, how many have a later one than is asked for, and how many are done with it.
 */
export const others = async (db: Reading, ids: readonly number[]): Promise<Map<number, Others>> => {
	const { rows } = await sql<Others>`
		select e.id as extension_id, count(a.due_on)::int as n,
			percentile_disc(0.5) within group (order by a.due_on) as median_on,
			count(*) filter (where a.due_on > e.asked_for_on)::int as later,
			count(*) filter (where a.is_done and a.due_on is not null)::int as done
		from extension e join assignment mine on mine.id = e.assignment_id
		left join lateral (
			select ${by('due_on')} as due_on, case e.clock when 'response' then a.position <> 'awaiting response'
				when 'action' then a.delivery = 'delivered' else a.assurance in ('submitted', 'assured', 'sustained') end as is_done
			from assignment a where a.recommendation_id = mine.recommendation_id and a.id <> mine.id
		) a on true
		where e.id = any (${[...ids]}::int[]) group by e.id`.execute(db);
	return new Map(rows.map((row) => [row.extension_id, row]));
};
