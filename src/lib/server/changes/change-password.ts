import * as passwords from '#db/accounts/passwords.ts';
import * as sessions from '#db/accounts/sessions.ts';
import type { Session } from '#db/accounts/sessions.ts';
import { record } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { changed } from '../accounts/letters.ts';
import { hashOf, isRight } from '../accounts/passwords.ts';
import type { At } from '../at.ts';
import { queueMail } from '../mail.ts';

/**
 * Somebody changes their own password. All their other sessions end, and they are told by e-mail. Refuses where the old
 * one is wrong, and a common new one. Who comes in through their organisation and has none yet is asked for no old one.
 */
export const changePassword = async (
	at: At,
	{ id, person }: Pick<Session, 'id' | 'person'>,
	{ password, new_password }: { password: string; new_password: string }
): Promise<void> => {
	const old = await passwords.find(at.db, person.id);
	if (old && !(await isRight(password, old)))
		throw new Refusal('not-allowed', 'This is not your password as it is now.', 'password');
	const hash = await hashOf(new_password, [person.name, person.email], 'new_password');
	await inTransaction({ ...at, user: person }, async (trx) => {
		await passwords.set(trx, person.id, hash, at.now);
		await sessions.endAll(trx, [person.id], id);
		await record(trx, { ...at, user: person }, [
			{
				subject: 'person',
				subject_id: person.id,
				data_set: person.data_set,
				what: 'amended',
				to_value: 'changed',
				detail: { column: 'password' },
				effective_on: at.today
			}
		]);
		const to = { person_id: person.id, name: person.name, email: person.email };
		await queueMail(trx, [changed(to, 'Your password was changed.')]);
	});
};
