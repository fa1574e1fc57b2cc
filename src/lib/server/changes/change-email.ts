import * as links from '#db/accounts/links.ts';
import * as passwords from '#db/accounts/passwords.ts';
import * as accounts from '#db/queries/accounts.ts';
import * as memberships from '#db/record/memberships.ts';
import { record } from '#db/record/record.ts';
import { actAs, inTransaction } from '#db/transaction.ts';
import type { Person } from '#lib/domain/person.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { changed, newAddress } from '../accounts/letters.ts';
import { isRight } from '../accounts/passwords.ts';
import type { At } from '../at.ts';
import { queueMail } from '../mail.ts';
import { DEAD_LINK } from './choose-password.ts';

const LASTS_HOURS = 24;

/**
 * Somebody wants to sign in with another address. A link goes there, and nothing changes until it is followed. Where the
 * address is somebody else's the answer is the same and no link goes out. Refuses a wrong password.
 */
export const askForEmail = async (
	at: At,
	person: Person & { id: number },
	{ password, email }: { password: string; email: string }
): Promise<void> => {
	const hash = await passwords.find(at.db, person.id);
	if (hash && !(await isRight(password, hash)))
		throw new Refusal('not-allowed', 'The password is not right.', 'own_password');
	await inTransaction({ ...at, user: person }, async (trx) => {
		if (await accounts.byEmail(trx, email)) return;
		await links.voidAll(trx, person.id, ['e-mail'], at.now);
		const expires_at = new Date(at.now.getTime() + LASTS_HOURS * 60 * 60 * 1000);
		const link = { kind: 'e-mail' as const, person_id: person.id, email, made_at: at.now, expires_at };
		const path = `/account/e-mail/${await links.make(trx, link)}`;
		await queueMail(trx, [newAddress({ person_id: person.id, email, name: person.name }, path)]);
	});
};

/** Whoever reads the new address confirms it: from now on they sign in with it. The old address is told. */
export const confirmEmail = async (at: At, token: string): Promise<void> => {
	const owner = await links.owner(at.db, 'e-mail', token, at.now);
	if (!owner) throw new Refusal('not-found', DEAD_LINK);
	const { person_id, email, name, data_set } = owner;
	await inTransaction(at, async (trx) => {
		await actAs(trx, { id: person_id });
		const before = await accounts.find(trx, data_set, person_id);
		if (!(await links.use(trx, 'e-mail', token, at.now)) || (await accounts.byEmail(trx, email)))
			throw new Refusal('not-found', DEAD_LINK);
		await memberships.setEmail(trx, person_id, email);
		await memberships.noteVerified(trx, person_id);
		await links.voidAll(trx, person_id, ['password', 'e-mail'], at.now);
		await record(trx, { ...at, user: { id: person_id } }, [
			{
				subject: 'person',
				subject_id: person_id,
				data_set,
				what: 'amended',
				to_value: 'changed',
				detail: { column: 'e-mail address' },
				effective_on: at.today
			}
		]);
		const old = { person_id, name, email: before?.email ?? email };
		await queueMail(trx, [changed(old, 'You sign in with another e-mail address from now on.')]);
	});
};
