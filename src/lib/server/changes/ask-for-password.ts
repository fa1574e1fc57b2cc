import * as links from '#db/accounts/links.ts';
import * as accounts from '#db/queries/accounts.ts';
import { inTransaction } from '#db/transaction.ts';
import { newPassword } from '../accounts/letters.ts';
import type { At } from '../at.ts';
import { queueMail } from '../mail.ts';

const LASTS_MINUTES = 60;
/** Nobody's mailbox is filled by others who ask for them. */
const NOT_MORE_OFTEN_THAN_MINUTES = 2;

const minutes = (from: Date, n: number) => new Date(from.getTime() + n * 60_000);

/**
 * Sends a link by which a new password can be chosen to whoever has an account at this address; nothing happens where
 * nobody has, or somebody suspended or invented. Newer links do not end older ones, so that nobody can make them useless.
 */
export const askForPassword = (at: At, { email }: { email: string }): Promise<void> =>
	inTransaction({ ...at, user: { id: null } }, async (trx) => {
		const person = await accounts.byEmail(trx, email);
		if (!person || person.suspended || person.data_set === 'demonstration') return;
		if (await links.wasMade(trx, 'password', person.id, minutes(at.now, -NOT_MORE_OFTEN_THAN_MINUTES)))
			return;
		const token = await links.make(trx, {
			kind: 'password',
			person_id: person.id,
			email,
			made_at: at.now,
			expires_at: minutes(at.now, LASTS_MINUTES)
		});
		const to = { person_id: person.id, email, name: person.name };
		await queueMail(trx, [newPassword(to, `/sign-in/new-password/${token}`)]);
	});
