import { record } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import { returnClaim as move } from '#lib/domain/axes/delivery.ts';
import { may } from '#lib/domain/may.ts';
import type { ReturnedClaim } from '#lib/domain/sign-off.ts';
import type { At } from '../at.ts';
import { tellOf } from '../mail/notices.ts';
import { inTurn, lockFor, type Trusted } from './in-turn.ts';

/** An approver sends claims of delivery back, each with the reason. What was said before the claim holds again. */
export const returnClaim = (at: At, updates: readonly (ReturnedClaim & Trusted)[]): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const locked = await lockFor(trx, updates);
		const drafts = inTurn(at, locked, updates, (current, update, { user, today }) =>
			move(current, update, { as: may(user).signOff(current), today })
		);
		await tellOf(trx, at, locked, drafts);
		return record(trx, at, drafts, locked);
	});
