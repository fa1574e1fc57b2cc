import * as sessions from '#db/accounts/sessions.ts';
import * as accounts from '#db/queries/accounts.ts';
import * as memberships from '#db/record/memberships.ts';
import { record } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import { mayGive, membershipOf, type GivenRole } from '#lib/domain/invitation.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { z } from 'zod';
import type { At } from '../at.ts';

type Given = z.output<typeof GivenRole> & { person_id: number };
type Taken = { membership_id: number };

const NOBODY = 'There is nobody here with this role, or it is not yours to change.';

/**
 * Takes roles away and gives others in the same breath: to change a role is both. Who is touched has to sign in again, so
 * that no session outlives what it was begun with. Refuses to leave the installation without an administrator.
 */
export const changeRoles = (
	at: At,
	{ take = [], give = [] }: { take?: readonly Taken[]; give?: readonly Given[] }
): Promise<void> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		const touched = new Set<number>();
		const note = (
			subject_id: number,
			organisation_id: number | null | undefined,
			from?: string,
			to?: string
		) =>
			record(trx, at, [
				{
					subject: 'person',
					subject_id,
					data_set,
					what: 'amended',
					effective_on: at.today,
					detail: { column: 'role' },
					...(organisation_id && { organisation_id }),
					...(from && { from_value: from }),
					...(to && { to_value: to })
				}
			]);
		for (const given of give) {
			const membership = membershipOf(given);
			mayGive(at.user, membership, data_set);
			const person = await accounts.find(trx, data_set, given.person_id);
			if (!person) throw new Refusal('not-found', NOBODY);
			if (!(await memberships.give(trx, data_set, person.id, membership)))
				throw new Refusal('not-possible', `${person.name} has this role already.`, 'role');
			await note(person.id, membership.organisation_id, undefined, membership.role);
			touched.add(person.id);
		}
		for (const { membership_id } of take) {
			const held = await accounts.membership(trx, membership_id);
			if (held?.data_set !== data_set) throw new Refusal('not-found', NOBODY);
			mayGive(at.user, held, data_set);
			if (held.role === 'administrator' && held.person_id === at.user?.id)
				throw new Refusal(
					'not-possible',
					'You cannot take your own role as administrator away. Another administrator can.'
				);
			await memberships.take(trx, membership_id);
			await note(held.person_id, held.organisation_id, held.role);
			touched.add(held.person_id);
		}
		await sessions.endAll(trx, [...touched]);
	});
