import type { ReminderChoice } from '#lib/domain/reminders.ts';
import type { Writing } from '../schema.ts';

/** Keeps what a person chose to be told, in place of what they chose before. */
export const keepChoice = async (
	trx: Writing,
	person_id: number,
	choice: ReminderChoice,
	chosen_at: Date
): Promise<void> => {
	const kept = { ...choice, chosen_at };
	await trx
		.insertInto('reminder_choice')
		.values({ person_id, ...kept })
		.onConflict((conflict) => conflict.column('person_id').doUpdateSet(kept))
		.execute();
};

/** Keeps the hash of a calendar's secret, in place of the one before. */
export const keepCalendar = async (
	trx: Writing,
	person_id: number,
	token_sha256: Uint8Array,
	made_at: Date
): Promise<void> => {
	const kept = { token_sha256, made_at };
	await trx
		.insertInto('calendar_address')
		.values({ person_id, ...kept })
		.onConflict((conflict) => conflict.column('person_id').doUpdateSet(kept))
		.execute();
};

/** Forgets a person's calendar; answers whether there was one. */
export const forgetCalendar = async (trx: Writing, person_id: number): Promise<boolean> => {
	const { numDeletedRows } = await trx
		.deleteFrom('calendar_address')
		.where('person_id', '=', person_id)
		.executeTakeFirst();
	return numDeletedRows > 0n;
};
