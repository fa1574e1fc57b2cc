import { sql } from 'kysely';
import type { Assignment } from '#lib/domain/assignment.ts';
import type { Day } from '#lib/domain/day.ts';
import type { Person } from '#lib/domain/person.ts';
import type { Reading } from '../schema.ts';
import { isFar, isNear, isNearAny } from './near.ts';
import * as standings from './standings.ts';

/** A claim that something is done, as a verifier meets it. */
export type Claim = Assignment & {
	organisation: string;
	source: string;
	reference: string;
	slug: string;
	plain_summary: string;
	original_wording: string | null;
	evidence: number;
};

const isVerifier = (user: Person) => user.memberships.some(({ role }) => role === 'verifier');

const told = sql`a.*, o.name as organisation, s.name as source, r.reference, r.slug, r.plain_summary, r.original_wording,
	(select count(*)::int from evidence e where e.assignment_id = a.id and e.state <> 'withdrawn') as evidence`;
const asked = sql`join recommendation r on r.id = a.recommendation_id
	join source s on s.id = r.source_id join organisation o on o.id = a.organisation_id`;
const waiting = (user: Person) => sql`a.assurance = 'submitted' and a.data_set = ${user.data_set}
	and ${isFar(user)}`;

/** The claims that wait for a verifier, to be counted: in the order of an index, so that no more are read than counted. */
export const waitingFor = (user: Person) =>
	sql`select from assignment a where ${waiting(user)} order by a.submitted_on`;

// What is ranked is gone through in its order, each by the index, until the page is full; of the rest only as many are
// looked at as may stand on it. A board that ranks a thousand would otherwise have all their claims read for fifty.
const byRank = (user: Person, ranked: readonly number[], limit: number, offset: number) => sql`
	with ranked as (select id, place from unnest(${ranked}::int[]) with ordinality r (id, place) order by place)
	select a.*, page.place from (
		(select of_one.id, of_one.submitted_on, r.place from ranked r cross join lateral (
				select a.id, a.submitted_on from assignment a where a.recommendation_id = r.id and ${waiting(user)}
				order by a.submitted_on, a.id limit ${limit + offset}) of_one
			order by r.place, of_one.submitted_on, of_one.id limit ${limit + offset})
		union all
		(select a.id, a.submitted_on, null from assignment a
			where ${waiting(user)} and a.recommendation_id <> all (${ranked}::int[])
			order by a.submitted_on, a.id limit ${limit + offset})
		order by place nulls last, submitted_on, id limit ${limit} offset ${offset}
	) page join assignment a on a.id = page.id`;

/**
 * Claims that wait for a verdict that this verifier may give, the longest waiting first; with the numbers of ranked
 * recommendations, those about the first of them come first, and about what is not ranked last.
 */
export const list = async (
	db: Reading,
	user: Person,
	{ limit, offset = 0, ranked }: { limit: number; offset?: number; ranked?: readonly number[] | undefined }
): Promise<Claim[]> => {
	if (!isVerifier(user)) return [];
	const page = ranked
		? byRank(user, ranked, limit, offset)
		: sql`select a.*, null::int as place from assignment a where ${waiting(user)}
			order by a.submitted_on, a.id limit ${limit} offset ${offset}`;
	const { rows } = await sql<Claim>`select ${told} from (${page}) a ${asked}
		order by a.place nulls last, a.submitted_on, a.id`.execute(db);
	return rows;
};

/** How many there are: all that wait by the roll-up, less those of whom the verifier is too near. */
export const count = async (db: Reading, user: Person, today: Day): Promise<number> => {
	if (!isVerifier(user)) return 0;
	const { data_set } = user;
	const standing = await standings.count(db, { data_set, as_at: today, today, filter: {} });
	const all = standing.reduce((sum, { assurance, n }) => (assurance === 'submitted' ? sum + n : sum), 0);
	if (!isNearAny(user)) return all;
	const { rows } = await sql<{ n: number }>`select count(*)::int as n from assignment a
		where a.assurance = 'submitted' and a.data_set = ${data_set} and ${isNear(user)}`.execute(db);
	return Math.max(0, all - (rows[0]?.n ?? 0));
};

/** A claim that was put forward at some time and is this verifier's to check; undefined where there is none, or it is not theirs. */
export const find = async (db: Reading, user: Person, id: number): Promise<Claim | undefined> => {
	if (!isVerifier(user)) return undefined;
	const { rows } = await sql<Claim>`select ${told} from assignment a ${asked}
		where a.id = ${id} and a.data_set = ${user.data_set} and a.assurance <> 'not assessed'
			and ${isFar(user)}`.execute(db);
	return rows[0];
};
