import * as assignments from '#db/queries/assignments.ts';
import * as rechecks from '#db/queries/rechecks.ts';
import { record } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import * as assurance from '#lib/domain/axes/assurance.ts';
import { addDays, inWords, later } from '#lib/domain/day.ts';
import { may } from '#lib/domain/may.ts';
import type { At } from '../at.ts';

const AT_ONCE = 500;

/**
 * Lets confirmations lapse whose day has gone by without another check, 500 at once. They lapse on the day after they
 * held, or on the latest day of their record where that is later. Returns how many there were.
 */
export const lapseExpired = (at: At): Promise<number> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		const found = await rechecks.expired(trx, data_set, at.today, AT_ONCE);
		const locked = await assignments.lock(
			trx,
			found.map(({ assignment_id }) => assignment_id)
		);
		const drafts = found.flatMap(({ assignment_id, expires_on }) => {
			const current = locked.get(assignment_id);
			// Somebody may have checked it while this waited for the lock.
			if (!current || (current.assurance !== 'assured' && current.assurance !== 'sustained')) return [];
			const as = may(at.user).giveVerdict({
				assignment: current,
				submitted_by: [],
				organisation_parents: new Map()
			});
			const reason = `It held until ${inWords(expires_on)}, and was not checked again by then.`;
			const effective_on = later(addDays(expires_on, 1), current.latest_on);
			return assurance.move(current, { assurance: 'lapsed', reason, effective_on }, { as, today: at.today });
		});
		await record(trx, at, drafts);
		return drafts.length;
	});
