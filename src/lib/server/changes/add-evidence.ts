import { record } from '#db/record/record.ts';
import { insertEvidence } from '#db/record/evidence.ts';
import { inTransaction } from '#db/transaction.ts';
import { add, piecesOf, type Evidence } from '#lib/domain/evidence.ts';
import { may } from '#lib/domain/may.ts';
import type { At } from '../at.ts';
import { evidenceOf } from './evidence-of.ts';
import { inTurn, lockFor, type Trusted } from './in-turn.ts';

/** An organisation puts files and links on file for what it was asked. It claims nothing by that. */
export const addEvidence = (at: At, given: readonly (Evidence & Trusted)[]): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const locked = await lockFor(trx, given);
		const drafts = inTurn(at, locked, given, (current, evidence, { user, today }) => {
			may(user).update(current);
			const { effective_on } = evidence;
			return piecesOf(evidence).flatMap((piece) => add(current, { ...piece, effective_on }, { today }));
		});
		await insertEvidence(trx, evidenceOf(drafts, locked));
		return record(trx, at, drafts);
	});
