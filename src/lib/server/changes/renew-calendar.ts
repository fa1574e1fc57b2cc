import { randomBytes } from 'node:crypto';
import { record } from '#db/record/record.ts';
import { forgetCalendar, keepCalendar } from '#db/record/reminders.ts';
import { inTransaction } from '#db/transaction.ts';
import { themselves } from '#lib/domain/may.ts';
import type { At } from '../at.ts';
import { sha256Of } from '../calendar.ts';
import { amendedThemselves } from './amended-themselves.ts';

/**
 * Makes a new address for the calendar of whoever is signed in, and ends the one before. Answers its secret part, which
 * is kept nowhere and can be seen this once.
 */
export const renewCalendar = (at: At): Promise<string> =>
	inTransaction(at, async (trx) => {
		const person = themselves(at.user);
		const token = randomBytes(32).toString('base64url');
		await keepCalendar(trx, person.id, sha256Of(token), at.now);
		await record(trx, at, [amendedThemselves(at, person, 'calendar_address', 'renewed')]);
		return token;
	});

/** Ends the address of the calendar of whoever is signed in. */
export const endCalendar = (at: At): Promise<void> =>
	inTransaction(at, async (trx) => {
		const person = themselves(at.user);
		if (await forgetCalendar(trx, person.id))
			await record(trx, at, [amendedThemselves(at, person, 'calendar_address', 'ended')]);
	});
