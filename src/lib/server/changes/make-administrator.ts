import * as firstAdministrator from '#db/accounts/first-administrator.ts';
import * as links from '#db/accounts/links.ts';
import * as passwords from '#db/accounts/passwords.ts';
import * as accounts from '#db/queries/accounts.ts';
import * as memberships from '#db/record/memberships.ts';
import { insertPeople } from '#db/record/people.ts';
import { record } from '#db/record/record.ts';
import type { Writing } from '#db/schema.ts';
import { inTransaction } from '#db/transaction.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { hashOf } from '../accounts/passwords.ts';
import type { At } from '../at.ts';
import { linkIn } from './invite-people.ts';

/** Who acts where there is nobody yet who could: the installation itself. */
const itself = (at: At): At => ({ ...at, user: undefined });

const add = async (trx: Writing, at: At, { name, email }: { name: string; email: string }) => {
	const known = await accounts.byEmail(trx, email);
	if (known?.data_set === 'demonstration' || known?.suspended)
		throw new Refusal('not-possible', 'This address belongs to somebody invented or suspended.', 'email');
	const id = known?.id ?? (await insertPeople(trx, 'register', [{ name, email, memberships: [] }]))[0] ?? 0;
	const isNew = await memberships.give(trx, 'register', id, { role: 'administrator' });
	const about = { subject: 'person' as const, subject_id: id, data_set: 'register' as const };
	await record(trx, itself(at), [
		...(known ? [] : [{ ...about, what: 'added' as const, effective_on: at.today }]),
		...(isNew
			? [
					{
						...about,
						what: 'amended' as const,
						to_value: 'administrator',
						detail: { column: 'role' },
						effective_on: at.today
					}
				]
			: [])
	]);
	return id;
};

/**
 * Whoever runs the machine names an administrator. Returns the path of a link that works once, for a week, by which they
 * choose a password; for one who is known already it is a way back in.
 */
export const makeAdministrator = (at: At, person: { name: string; email: string }): Promise<string> =>
	inTransaction({ ...at, user: { id: null } }, async (trx) => {
		const id = await add(trx, at, person);
		await firstAdministrator.note(trx, id, at.now);
		return linkIn(trx, at, { person_id: id, email: person.email });
	});

const GONE = 'This installation has been set up already. Ask its administrator to invite you.';

/**
 * Whoever holds the link that an installation without an administrator prints becomes its first. Of many who try at once
 * one succeeds; the database itself keeps a second from being the first.
 */
export const makeFirstAdministrator = async (
	at: At,
	given: { token: string; name: string; email: string; new_password: string }
): Promise<void> => {
	const { token, name, email, new_password } = given;
	if (!(await links.works(at.db, 'set up', token, at.now)) || (await firstAdministrator.isThere(at.db)))
		throw new Refusal('not-found', GONE);
	const hash = await hashOf(new_password, [name, email], 'new_password');
	await inTransaction({ ...at, user: { id: null } }, async (trx) => {
		if (!(await links.use(trx, 'set up', token, at.now))) throw new Refusal('not-found', GONE);
		const id = await add(trx, at, { name, email });
		if (!(await firstAdministrator.note(trx, id, at.now))) throw new Refusal('not-found', GONE);
		await passwords.set(trx, id, hash, at.now);
		await memberships.noteVerified(trx, id);
	});
};

const LASTS_DAYS = 7;

/** The path of a page on which an installation without an administrator gets one; undefined where it has, or had, one. */
export const openSetUp = async (at: At): Promise<string | undefined> => {
	if (await firstAdministrator.isThere(at.db)) return undefined;
	const expires_at = new Date(at.now.getTime() + LASTS_DAYS * 24 * 60 * 60 * 1000);
	const link = { kind: 'set up' as const, person_id: null, email: null, made_at: at.now, expires_at };
	return `/set-up?token=${await links.make(at.db, link)}`;
};
