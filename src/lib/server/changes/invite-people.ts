import * as links from '#db/accounts/links.ts';
import * as accounts from '#db/queries/accounts.ts';
import * as memberships from '#db/record/memberships.ts';
import { insertPeople } from '#db/record/people.ts';
import { record } from '#db/record/record.ts';
import type { Writing } from '#db/schema.ts';
import { inTransaction } from '#db/transaction.ts';
import { mayGive, membershipOf, type Invitation } from '#lib/domain/invitation.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { invitation as letter, moreToDo } from '../accounts/letters.ts';
import type { At } from '../at.ts';
import { queueMail } from '../mail.ts';

const LASTS_DAYS = 7;

/** Makes a link by which somebody comes in for the first time, in place of any that they had; returns its path. */
export const linkIn = async (
	trx: Writing,
	{ now }: Pick<At, 'now'>,
	{ person_id, email }: { person_id: number; email: string }
): Promise<string> => {
	await links.voidAll(trx, person_id, ['invitation'], now);
	const expires_at = new Date(now.getTime() + LASTS_DAYS * 24 * 60 * 60 * 1000);
	const token = await links.make(trx, { kind: 'invitation', person_id, email, made_at: now, expires_at });
	return `/invitations/${token}`;
};

/**
 * Gives people a role, and an account where they have none yet: an approver within the own organisation, an administrator
 * anywhere. Who is new gets a link by e-mail; nobody invented does. Returns their numbers, in the order given.
 */
export const invitePeople = (at: At, invitations: readonly Invitation[]): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		const ids: number[] = [];
		for (const given of invitations) {
			const membership = membershipOf(given);
			mayGive(at.user, membership, data_set);
			const { name, email } = given;
			const known = await accounts.byEmail(trx, email);
			if (known && (known.data_set !== data_set || known.suspended))
				throw new Refusal(
					'not-possible',
					'Nobody can be invited at this address. Ask an administrator why.',
					'email'
				);
			const id = known?.id ?? (await insertPeople(trx, data_set, [{ name, email, memberships: [] }]))[0] ?? 0;
			ids.push(id);
			const isNew = await memberships.give(trx, data_set, id, membership);
			if (known && !isNew) throw new Refusal('not-possible', `${known.name} can do this already.`, 'email');
			const about = {
				subject: 'person' as const,
				subject_id: id,
				data_set,
				organisation_id: membership.organisation_id ?? undefined,
				effective_on: at.today
			};
			await record(trx, at, [
				...(known ? [] : [{ ...about, what: 'added' as const }]),
				{ ...about, what: 'amended' as const, to_value: membership.role, detail: { column: 'role' } }
			]);
			if (data_set === 'demonstration') continue;
			const to = { person_id: id, email, name: known?.name ?? name };
			await queueMail(trx, [
				known?.joined ? moreToDo(to, '/sign-in') : letter(to, await linkIn(trx, at, to))
			]);
		}
		return ids;
	});

/** Sends somebody who has not come in yet a new link; the old one stops working. Refuses who is not the sender's to manage. */
export const inviteAgain = (at: At, person_ids: readonly number[]): Promise<void> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		for (const id of person_ids) {
			const person = await accounts.find(trx, data_set, id);
			const [role] = person?.roles ?? [];
			if (!person || !role) throw new Refusal('not-found', 'There is nobody to invite here.');
			mayGive(at.user, role, data_set);
			if (person.joined)
				throw new Refusal('not-possible', `${person.name} has come in already and needs no invitation.`);
			if (data_set === 'demonstration') continue;
			const to = { person_id: id, email: person.email, name: person.name };
			await queueMail(trx, [letter(to, await linkIn(trx, at, to))]);
		}
	});
