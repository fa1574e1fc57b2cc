import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../schema.ts';

/** How often something may be tried before one has to wait, and the longest wait. */
export type Patience = { tries: number; longest_seconds: number };

/** Tries are forgotten after so long without one. */
const FORGOTTEN_AFTER_SECONDS = 15 * 60;

const hashed = (key: string) => createHash('sha256').update(key).digest('base64url');

/**
 * Counts one try before it is made, so that many at once do not slip through. Answers how many seconds must pass before
 * this one may be made: 0 when it may. Each try beyond those that are free doubles the wait, from one second.
 */
export const take = async (
	db: Database,
	key: string,
	now: Date,
	{ tries, longest_seconds }: Patience
): Promise<number> => {
	const at = sql`${now.toISOString()}::timestamptz`;
	const n = sql`case when t.tried_at < ${at} - make_interval(secs => ${FORGOTTEN_AFTER_SECONDS}) then 1 else t.tries + 1 end`;
	const wait = sql`case when (${n}) < ${tries}::int then 0 else least(${longest_seconds}::int, power(2, least((${n}) - ${tries}::int, 20))::int) end`;
	const { rows } = await sql`
		insert into auth."try" as t (key, tries, tried_at, free_at) values (${hashed(key)}, 1, ${at}, ${at})
		on conflict (key) do update set tries = ${n}, tried_at = ${at}, free_at = ${at} + make_interval(secs => ${wait})
		where t.free_at <= ${at} returning tries`.execute(db);
	if (rows.length > 0) return 0;
	const waiting = await db
		.selectFrom('auth.try')
		.select('free_at')
		.where('key', '=', hashed(key))
		.executeTakeFirst();
	return Math.max(1, Math.ceil(((waiting?.free_at.getTime() ?? 0) - now.getTime()) / 1000));
};

/** Forgets the tries of a key: the last one was right. */
export const forget = async (db: Database, key: string): Promise<void> => {
	await db.deleteFrom('auth.try').where('key', '=', hashed(key)).execute();
};

/** Takes one try back: it was right, and others behind the same address shall not pay for it. */
export const giveBack = async (db: Database, key: string): Promise<void> => {
	await db
		.updateTable('auth.try')
		.set({ tries: sql<number>`greatest(tries - 1, 0)` })
		.where('key', '=', hashed(key))
		.execute();
};
