import { sql, type ExpressionBuilder } from 'kysely';
import type { Assignment } from '#lib/domain/assignment.ts';
import type { Day } from '#lib/domain/day.ts';
import type { EventKind } from '#lib/domain/event.ts';
import type { Saving } from '#lib/domain/undo.ts';
import { anyOf } from '../rows.ts';
import type { Reading, Tables, Writing } from '../schema.ts';
import { stands } from './undone.ts';

/** An assignment that nobody else can change until the transaction ends, with who was first asked and the source that asked. */
export type Locked = Assignment & { first_organisation_id: number; source_id: number };

/** What the organisation says beside a verdict, the newest word. */
const newestStatement = (eb: ExpressionBuilder<Tables, 'verdict'>) =>
	eb
		.selectFrom('statement')
		.select('words')
		.whereRef('statement.verdict_id', '=', 'verdict.id')
		.orderBy('statement.id', 'desc')
		.limit(1);

// The source is looked up row by row: joined, all recommendations of the register would be walked through for a thousand.
const standing = (db: Reading) =>
	db
		.selectFrom('assignment')
		.selectAll('assignment')
		.select((eb) =>
			eb
				.selectFrom('recommendation')
				.select('source_id')
				.whereRef('recommendation.id', '=', 'assignment.recommendation_id')
				.as('source_id')
		)
		.orderBy('assignment.id');

/** The rows in one order, locked: two lists of changes cannot wait for each other. */
const locking = (trx: Writing) => standing(trx).forNoKeyUpdate('assignment');

const byId = (rows: readonly object[]) => new Map((rows as Locked[]).map((row) => [row.id, row]));

/** Assignments as they would be locked, for those who only look. */
export const unlocked = async (db: Reading, ids: readonly number[]): Promise<Map<number, Locked>> =>
	byId(await standing(db).where('assignment.id', '=', anyOf(ids)).execute());

/** Locks assignments for the rest of the transaction. What does not exist is not among the answers. */
export const lock = async (trx: Writing, ids: readonly number[]): Promise<Map<number, Locked>> =>
	byId(await locking(trx).where('assignment.id', '=', anyOf(ids)).execute());

/** Locks all assignments of some organisations, or of some recommendations. */
export const lockAllOf = async (
	trx: Writing,
	column: 'organisation_id' | 'recommendation_id',
	ids: readonly number[]
): Promise<Locked[]> =>
	(await locking(trx).where(`assignment.${column}`, '=', anyOf(ids)).execute()) as Locked[];

/** The newest entry about an assignment: what somebody saved while another had it open. */
export const newestEntry = (
	db: Reading,
	id: number
): Promise<
	| {
			what: EventKind;
			to_value: string | null;
			narrative: string | null;
			recorded_at: Date;
			who: string | null;
	  }
	| undefined
> =>
	db
		.selectFrom('event')
		.leftJoin('person', 'person.id', 'event.person_id')
		.select(['what', 'to_value', 'narrative', 'recorded_at', 'person.name as who'])
		.where('assignment_id', '=', id)
		.orderBy('event.id', 'desc')
		.limit(1)
		.executeTakeFirst();

/** What was saved last about each of some assignments: the newest event, with those of the same person and transaction. */
export const lastSavings = async (db: Reading, ids: readonly number[]): Promise<Map<number, Saving>> => {
	const { rows } = await sql<Saving & { assignment_id: number }>`
		select e.assignment_id, e.person_id, p.name as who, e.recorded_at,
			json_agg(json_build_object('id', e.id, 'what', e.what) order by e.id) as events
		from unnest(${[...new Set(ids)]}::int[]) asked(id)
		cross join lateral (select xmin::text as saved_in, person_id, recorded_at from event where assignment_id = asked.id order by id desc limit 1) last
		join event e on e.assignment_id = asked.id and e.xmin::text = last.saved_in and e.recorded_at = last.recorded_at
			and e.person_id is not distinct from last.person_id
		left join person p on p.id = e.person_id
		group by e.assignment_id, e.person_id, p.name, e.recorded_at`.execute(db);
	return new Map(rows.map(({ assignment_id, ...saving }) => [assignment_id, saving]));
};

/** Which of the assignments have evidence on file that was not turned down and has not expired. */
export const withEvidence = async (db: Reading, ids: readonly number[]): Promise<Set<number>> => {
	if (ids.length === 0) return new Set();
	const rows = await db
		.selectFrom('evidence')
		.select('assignment_id')
		.distinct()
		.where('assignment_id', '=', anyOf(ids))
		.where('state', 'in', ['in review', 'accepted'])
		.execute();
	return new Set(rows.map(({ assignment_id }) => assignment_id));
};

/** Who put each claim forward: whoever claimed it, gave its evidence or signed it off, by assignment. */
export const submitters = async (db: Reading, ids: readonly number[]): Promise<Map<number, number[]>> => {
	const rows = await db
		.selectFrom('event')
		.select(['assignment_id', 'person_id'])
		.distinct()
		.where('assignment_id', '=', anyOf(ids))
		.where('person_id', 'is not', null)
		.where((eb) =>
			eb.or([
				eb('what', '=', 'evidence'),
				eb.and([eb('what', '=', 'claim'), eb('to_value', '=', 'claimed')]),
				eb.and([eb('what', '=', 'delivery'), eb('to_value', '=', 'delivered')]),
				eb.and([eb('what', '=', 'assurance'), eb('to_value', '=', 'submitted')])
			])
		)
		.execute();
	const byAssignment = new Map<number, number[]>();
	for (const { assignment_id, person_id } of rows) {
		if (assignment_id === null || person_id === null) continue;
		byAssignment.set(assignment_id, [...(byAssignment.get(assignment_id) ?? []), person_id]);
	}
	return byAssignment;
};

/** What the requests for more time on some assignments came to, and those that wait. */
export const extensions = (db: Reading, assignment_ids: readonly number[]) =>
	db
		.selectFrom('extension')
		.select(['assignment_id', 'clock', 'decision'])
		.where('assignment_id', '=', anyOf(assignment_ids))
		.execute();

/** Requests for more time by their numbers. */
export const extensionsById = (db: Reading, ids: readonly number[]) =>
	db
		.selectFrom('extension')
		.select([
			'id',
			'assignment_id',
			'clock',
			'due_on',
			'asked_for_on',
			'needs_board',
			'decision',
			'decided_on'
		])
		.where('id', '=', anyOf(ids))
		.execute();

/** The latest day on the record of each recommendation or of its assignments. */
export const latestByRecommendation = (rows: readonly Locked[]): Map<number, Day> => {
	const latest = new Map<number, Day>();
	for (const { recommendation_id, latest_on } of rows)
		if (latest_on > (latest.get(recommendation_id) ?? '')) latest.set(recommendation_id, latest_on);
	return latest;
};

/** What was put forward for an assignment, the newest first. */
export const evidence = (db: Reading, id: number) =>
	db
		.selectFrom('evidence')
		.leftJoin('person', 'person.id', 'evidence.added_by')
		.select([
			'evidence.id',
			'kind',
			'title',
			'url',
			'file_name',
			'file_type',
			'file_bytes',
			'dated_on',
			'added_at',
			'state',
			'state_reason',
			'is_public',
			'person.name as added_by'
		])
		.where('assignment_id', '=', id)
		.where('state', '<>', 'withdrawn')
		.orderBy('evidence.id', 'desc')
		.limit(50)
		.execute();

/** What is on file for some assignments, 500 pieces at the most. */
export const evidenceOfEach = (db: Reading, ids: readonly number[]) =>
	db
		.selectFrom('evidence')
		.select(['id', 'assignment_id', 'kind', 'title', 'url'])
		.where('assignment_id', '=', anyOf(ids))
		.where('state', 'in', ['in review', 'accepted'])
		.orderBy('id')
		.limit(500)
		.execute();

/** What assessors found about an assignment, the newest first. */
export const verdicts = (db: Reading, id: number) =>
	db
		.selectFrom('verdict')
		.leftJoin('person', 'person.id', 'verdict.given_by')
		.select(['verdict.id', 'result', 'method', 'reason', 'found_on', 'expires_on', 'person.name as given_by'])
		.select((eb) => newestStatement(eb).as('statement'))
		.where('assignment_id', '=', id)
		.orderBy('verdict.found_on', 'desc')
		.orderBy('verdict.id', 'desc')
		.limit(50)
		.execute();

/**
 * What happened to an assignment, the newest first, for its own people and those who check. What was undone is among it,
 * and does not stand.
 */
export const history = (db: Reading, id: number, limit: number) =>
	db
		.selectFrom('event as e')
		.leftJoin('person', 'person.id', 'e.person_id')
		.select(['e.id', 'what', 'from_value', 'to_value', 'reason', 'narrative', 'detail'])
		.select(['effective_on', 'effective_on_is', 'recorded_at', 'person.name as who'])
		.select(stands.as('stands'))
		.where('assignment_id', '=', id)
		.orderBy('effective_on', 'desc')
		.orderBy('e.id', 'desc')
		.limit(limit)
		.execute();
