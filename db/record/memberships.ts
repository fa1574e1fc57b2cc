import type { DataSet } from '#lib/domain/data-set.ts';
import type { Membership } from '#lib/domain/person.ts';
import type { Writing } from '../schema.ts';

/** Gives a person a role; false where they hold it already. */
export const give = async (
	trx: Writing,
	data_set: DataSet,
	person_id: number,
	{ role, organisation_id = null, source_id = null }: Membership
): Promise<boolean> =>
	(await trx
		.insertInto('membership')
		.values({ data_set, person_id, role, organisation_id, source_id })
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.executeTakeFirst()) !== undefined;

/** Takes a role from a person again, by the number of the membership. */
export const take = async (trx: Writing, id: number): Promise<void> => {
	await trx.deleteFrom('membership').where('id', '=', id).execute();
};

/** Suspends a person from now on, or opens their account again. */
export const setSuspended = async (trx: Writing, person_id: number, at: Date | null): Promise<void> => {
	await trx.updateTable('person').set({ suspended_at: at }).where('id', '=', person_id).execute();
};

/** Gives a person another e-mail address. */
export const setEmail = async (trx: Writing, person_id: number, email: string): Promise<void> => {
	await trx.updateTable('person').set({ email }).where('id', '=', person_id).execute();
};

/** Notes that a person has followed a link that was sent to their address. */
export const noteVerified = async (trx: Writing, person_id: number): Promise<void> => {
	await trx.updateTable('auth.user').set({ email_verified: true }).where('id', '=', person_id).execute();
};
