import { record } from '#db/record/record.ts';
import { keepChoice } from '#db/record/reminders.ts';
import { inTransaction } from '#db/transaction.ts';
import { themselves } from '#lib/domain/may.ts';
import type { ReminderChoice } from '#lib/domain/reminders.ts';
import type { At } from '../at.ts';
import { amendedThemselves } from './amended-themselves.ts';

/** Whoever is signed in chooses what they are told by e-mail. */
export const chooseReminders = (at: At, choice: ReminderChoice): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const person = themselves(at.user);
		await keepChoice(trx, person.id, choice, at.now);
		return record(
			trx,
			at,
			(['weekly_digest', 'notices'] as const).map((column) =>
				amendedThemselves(at, person, column, choice[column] ? 'yes' : 'no')
			)
		);
	});
