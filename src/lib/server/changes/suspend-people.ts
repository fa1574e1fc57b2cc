import * as links from '#db/accounts/links.ts';
import * as sessions from '#db/accounts/sessions.ts';
import * as accounts from '#db/queries/accounts.ts';
import * as memberships from '#db/record/memberships.ts';
import { record } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import { may } from '#lib/domain/may.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';

const setOpen = (at: At, person_ids: readonly number[], isOpen: boolean): Promise<void> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).administer({ data_set });
		for (const id of person_ids) {
			const person = await accounts.find(trx, data_set, id);
			if (!person) throw new Refusal('not-found', 'There is nobody of that number here.');
			if (id === at.user?.id) throw new Refusal('not-possible', 'You cannot suspend yourself.');
			if (person.suspended === !isOpen) continue;
			await memberships.setSuspended(trx, id, isOpen ? null : at.now);
			const [from_value, to_value] = isOpen ? ['suspended', 'open'] : ['open', 'suspended'];
			await record(trx, at, [
				{
					subject: 'person',
					subject_id: id,
					data_set,
					what: 'amended',
					from_value,
					to_value,
					detail: { column: 'account' },
					effective_on: at.today
				}
			]);
			await links.voidAll(trx, id, ['invitation', 'password', 'e-mail'], at.now);
		}
		await sessions.endAll(trx, person_ids);
	});

/** An administrator shuts people out, at once: their sessions end, and the links that they were sent. */
export const suspendPeople = (at: At, person_ids: readonly number[]): Promise<void> =>
	setOpen(at, person_ids, false);

/** An administrator lets suspended people in again; they sign in anew. */
export const reopenPeople = (at: At, person_ids: readonly number[]): Promise<void> =>
	setOpen(at, person_ids, true);
