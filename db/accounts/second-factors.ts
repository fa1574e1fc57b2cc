import type { Reading, Writing } from '../schema.ts';

/** Whether codes from an app are asked of a person. */
export const isOn = async (db: Reading, person_id: number): Promise<boolean> =>
	(
		await db
			.selectFrom('auth.user')
			.select('two_factor_enabled')
			.where('id', '=', person_id)
			.executeTakeFirst()
	)?.two_factor_enabled ?? false;

/** Forgets a person's app and recovery codes. */
export const forget = async (trx: Writing, person_id: number): Promise<void> => {
	await trx.deleteFrom('auth.two_factor').where('user_id', '=', person_id).execute();
	await trx.updateTable('auth.user').set({ two_factor_enabled: false }).where('id', '=', person_id).execute();
};
