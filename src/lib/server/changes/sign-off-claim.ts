import * as assignments from '#db/queries/assignments.ts';
import { record } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import { signOff } from '#lib/domain/axes/delivery.ts';
import { may } from '#lib/domain/may.ts';
import type { SignOff } from '#lib/domain/sign-off.ts';
import type { At } from '../at.ts';
import { inTurn, lockFor, type Trusted } from './in-turn.ts';

/** An approver signs off claims of delivery; those with evidence go forward to be checked in the same breath. */
export const signOffClaim = (at: At, updates: readonly (SignOff & Trusted)[]): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const locked = await lockFor(trx, updates);
		const evidenced = await assignments.withEvidence(trx, [...locked.keys()]);
		const drafts = inTurn(at, locked, updates, (current, update, { user, today }) => {
			const as = may(user).signOff(current);
			return signOff(current, { ...update, has_evidence: evidenced.has(current.id) }, { as, today });
		});
		return record(trx, at, drafts, locked);
	});
