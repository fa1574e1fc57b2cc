import type { Database, Reading, Writing } from '../schema.ts';

const OWN = 'credential';

/** Gives a person a password, in place of the one they may have; `hash` is all that is kept of it. */
export const set = async (
	db: Database | Writing,
	person_id: number,
	hash: string,
	now: Date
): Promise<void> => {
	await db
		.insertInto('auth.account')
		.values({
			user_id: person_id,
			provider_id: OWN,
			account_id: String(person_id),
			password: hash,
			updated_at: now
		})
		.onConflict((conflict) =>
			conflict
				.columns(['provider_id', 'account_id'])
				.doUpdateSet((known) => ({ password: known.ref('excluded.password'), updated_at: now }))
		)
		.execute();
};

/** The hash of a person's password; undefined where they have none. */
export const find = async (db: Reading, person_id: number): Promise<string | undefined> =>
	(
		await db
			.selectFrom('auth.account')
			.select('password')
			.where('user_id', '=', person_id)
			.where('provider_id', '=', OWN)
			.executeTakeFirst()
	)?.password ?? undefined;
