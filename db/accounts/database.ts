import { randomBytes } from 'node:crypto';
import type { Database } from '../schema.ts';

/** What better-auth works on: its own schema of our database, on the same connections in both engines. */
export const accountsDatabase = (db: Database) => ({ db: db.withSchema('auth'), type: 'postgres' as const });

/** The secret that this database keeps for its installation, made when it is first asked for. */
export const keptSecret = async (db: Database): Promise<string> => {
	await db
		.insertInto('auth.secret')
		.values({ value: randomBytes(48).toString('base64url') })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	return (await db.selectFrom('auth.secret').select('value').executeTakeFirstOrThrow()).value;
};
