import { sql } from 'kysely';
import type { Membership, Person } from '#lib/domain/person.ts';
import type { Database, Reading, Writing } from '../schema.ts';

/** A session that stands, with the person as they are now. */
export type Session = {
	id: number;
	person: Person & { id: number };
	began_at: Date;
	/** When something was last asked in it, to the minute. */
	asked_at: Date;
	/** Whether codes from an app are asked of this person. */
	has_second_factor: boolean;
	/** Whether one was given when this session began. */
	gave_second_factor: boolean;
};

/** A session as its owner sees it in a list. */
export type Listed = { id: number; began_at: Date; asked_at: Date; user_agent: string | null };

/**
 * The session of that token, asked of the database each time, so that whatever changed about the person counts at once.
 * Undefined where it has run out, or began before `not_before`, or the person is suspended.
 */
export const find = async (
	db: Reading,
	token: string,
	now: Date,
	not_before: Date
): Promise<Session | undefined> => {
	const rows = await db
		.selectFrom('auth.session as s')
		.innerJoin('auth.user as u', 'u.id', 's.user_id')
		.innerJoin('person as p', 'p.id', 'u.id')
		.leftJoin('membership as m', 'm.person_id', 'p.id')
		.select([
			's.id',
			's.created_at',
			's.updated_at',
			's.second_factor_at',
			'u.two_factor_enabled',
			'p.id as person_id',
			'p.name',
			'p.email',
			'p.data_set',
			'm.role',
			'm.organisation_id',
			'm.source_id'
		])
		.where('s.token', '=', token)
		.where('s.expires_at', '>', now)
		.where('s.created_at', '>', not_before)
		.where('p.suspended_at', 'is', null)
		.orderBy('m.id')
		.execute();
	const [first] = rows;
	if (!first) return undefined;
	const memberships = rows.flatMap(({ role, organisation_id, source_id }): Membership[] =>
		role ? [{ role, organisation_id, source_id }] : []
	);
	const { person_id, name, email, data_set } = first;
	return {
		id: first.id,
		person: { id: person_id, name, email, data_set, memberships, suspended: false },
		began_at: first.created_at,
		asked_at: first.updated_at,
		has_second_factor: first.two_factor_enabled,
		gave_second_factor: first.second_factor_at !== null
	};
};

/** Keeps a session alive until `expires_at`. */
export const keepAlive = async (db: Database, id: number, now: Date, expires_at: Date): Promise<void> => {
	await db.updateTable('auth.session').set({ updated_at: now, expires_at }).where('id', '=', id).execute();
};

/** Begins a session of a person under a token that nobody has seen yet. */
export const begin = async (
	db: Database | Writing,
	session: { user_id: number; token: string; now: Date; expires_at: Date; user_agent: string | null }
): Promise<void> => {
	const { now, ...values } = session;
	await db
		.insertInto('auth.session')
		.values({ ...values, created_at: now, updated_at: now, ip_address: null, second_factor_at: null })
		.execute();
};

/** Ends the session of that token, if there is one. */
export const end = async (db: Database, token: string): Promise<void> => {
	await db.deleteFrom('auth.session').where('token', '=', token).execute();
};

/** Ends all sessions of these people, but for one that may be named. */
export const endAll = async (
	db: Database | Writing,
	person_ids: readonly number[],
	except?: number
): Promise<void> => {
	await db
		.deleteFrom('auth.session')
		.where('user_id', '=', sql<number>`any (${[...person_ids]}::int[])`)
		.where('id', '<>', except ?? 0)
		.execute();
};

/** The sessions of a person that stand, the latest used first, fifty at most. */
export const list = (db: Reading, person_id: number, now: Date, not_before: Date): Promise<Listed[]> =>
	db
		.selectFrom('auth.session')
		.select(['id', 'created_at as began_at', 'updated_at as asked_at', 'user_agent'])
		.where('user_id', '=', person_id)
		.where('expires_at', '>', now)
		.where('created_at', '>', not_before)
		.orderBy('updated_at', 'desc')
		.limit(50)
		.execute();

/** Ends one session of a person, by its number. */
export const endOne = async (db: Database, person_id: number, id: number): Promise<void> => {
	await db.deleteFrom('auth.session').where('user_id', '=', person_id).where('id', '=', id).execute();
};

/** Notes that a second factor was given in a session. */
export const noteSecondFactor = async (db: Database, id: number, now: Date): Promise<void> => {
	await db.updateTable('auth.session').set({ second_factor_at: now }).where('id', '=', id).execute();
};
