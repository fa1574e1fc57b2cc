import * as links from '#db/accounts/links.ts';
import * as passwords from '#db/accounts/passwords.ts';
import type { LinkKind } from '#db/accounts/schema.ts';
import * as sessions from '#db/accounts/sessions.ts';
import * as memberships from '#db/record/memberships.ts';
import { record } from '#db/record/record.ts';
import { actAs, inTransaction } from '#db/transaction.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { changed } from '../accounts/letters.ts';
import { hashOf } from '../accounts/passwords.ts';
import type { At } from '../at.ts';
import { queueMail } from '../mail.ts';

/** What somebody is told whose link has been used, has run out, or never was. */
export const DEAD_LINK =
	'This link does not work any more: it was used, it is too old, or a newer one was sent. Ask for another.';

type Chosen = { kind: Extract<LinkKind, 'invitation' | 'password'>; token: string; new_password: string };

/**
 * Whoever holds a link that was sent to them chooses a password: on an invitation their first, else a new one. The link is
 * used up, all other sessions end, and a change is told by e-mail. Returns the address to sign in with. Refuses a link
 * that does not work any more, and a common password.
 */
export const choosePassword = async (
	at: At,
	{ kind, token, new_password }: Chosen
): Promise<{ email: string }> => {
	const owner = await links.owner(at.db, kind, token, at.now);
	if (!owner) throw new Refusal('not-found', DEAD_LINK);
	const { person_id, name, email, data_set } = owner;
	// Before the transaction: a hash takes a tenth of a second, and others wait for the rows meanwhile.
	const hash = await hashOf(new_password, [name, email], 'new_password');
	return inTransaction(at, async (trx) => {
		await actAs(trx, { id: person_id });
		if (!(await links.use(trx, kind, token, at.now))) throw new Refusal('not-found', DEAD_LINK);
		await links.voidAll(trx, person_id, ['invitation', 'password'], at.now);
		await passwords.set(trx, person_id, hash, at.now);
		await memberships.noteVerified(trx, person_id);
		await sessions.endAll(trx, [person_id]);
		await record(trx, { ...at, user: { id: person_id } }, [
			{
				subject: 'person',
				subject_id: person_id,
				data_set,
				what: 'amended',
				to_value: kind === 'invitation' ? 'came in' : 'chosen anew',
				detail: { column: kind === 'invitation' ? 'account' : 'password' },
				effective_on: at.today
			}
		]);
		if (kind === 'password')
			await queueMail(trx, [changed({ person_id, name, email }, 'Your password was changed.')]);
		return { email };
	});
};
