import * as secondFactors from '#db/accounts/second-factors.ts';
import * as sessions from '#db/accounts/sessions.ts';
import * as accounts from '#db/queries/accounts.ts';
import { record } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import type { ResetSecondFactor } from '#lib/domain/invitation.ts';
import { may } from '#lib/domain/may.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { changed } from '../accounts/letters.ts';
import type { At } from '../at.ts';
import { queueMail } from '../mail.ts';

const TOLD =
	'An administrator has reset the codes that are asked for when you sign in, since your phone and your recovery codes were said to be lost. You are signed out everywhere. Sign in with your password, and set codes up anew.';

/**
 * An administrator lets people who lost phone and recovery codes set codes up anew, with the reason. Their sessions end,
 * and an e-mail tells them. Refuses whoever has no codes, and the administrator's own: a stolen session must not do it.
 */
export const resetSecondFactors = (at: At, resets: readonly ResetSecondFactor[]): Promise<void> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).administer({ data_set });
		for (const { person_id, reason } of resets) {
			const person = await accounts.find(trx, data_set, person_id);
			if (!person) throw new Refusal('not-found', 'There is nobody of that number here.');
			if (person_id === at.user?.id)
				throw new Refusal('not-possible', 'Another administrator has to reset your codes.');
			if (!(await secondFactors.isOn(trx, person_id)))
				throw new Refusal('not-possible', `${person.name} has no codes to reset.`);
			await secondFactors.forget(trx, person_id);
			await record(trx, at, [
				{
					subject: 'person',
					subject_id: person_id,
					data_set,
					what: 'amended',
					from_value: 'on',
					to_value: 'reset',
					reason,
					detail: { column: 'second factor' },
					effective_on: at.today
				}
			]);
			await queueMail(trx, [changed({ person_id, name: person.name, email: person.email }, TOLD)]);
		}
		await sessions.endAll(
			trx,
			resets.map(({ person_id }) => person_id)
		);
	});
