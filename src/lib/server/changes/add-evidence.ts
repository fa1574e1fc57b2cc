import { insertEvidence } from '#db/record/evidence.ts';
import { record } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import { add, type Evidence } from '#lib/domain/evidence.ts';
import { may } from '#lib/domain/may.ts';
import type { At } from '../at.ts';
import { evidenceOf } from './evidence-of.ts';
import { inTurn, lockFor, type Trusted } from './in-turn.ts';

/** An organisation puts links on file as evidence, without moving anything. */
export const addEvidence = (at: At, updates: readonly (Evidence & Trusted)[]): Promise<number[]> =>
	inTransaction(at.db, async (trx) => {
		const locked = await lockFor(trx, updates);
		const drafts = inTurn(at, locked, updates, (current, evidence, { user, today }) => {
			may(user).update(current);
			return add(current, evidence, { today });
		});
		await insertEvidence(trx, evidenceOf(drafts, locked));
		return record(trx, at, drafts);
	});
