import * as evidence from '#db/queries/evidence.ts';
import { setPublic } from '#db/record/evidence.ts';
import { record } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import { publish, type Publication } from '#lib/domain/evidence.ts';
import { may } from '#lib/domain/may.ts';
import type { At } from '../at.ts';
import { inTurn, lockFor, type Trusted } from './in-turn.ts';

/** Approvers decide whether everybody may see pieces of their organisation's evidence. Returns the numbers of the events. */
export const publishEvidence = (
	at: At,
	publications: readonly (Publication & Trusted)[]
): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const ids = publications.map(({ evidence_id }) => evidence_id);
		const owners = await evidence.assignmentsOf(trx, ids);
		const given = publications.map((one) => ({ ...one, assignment_id: owners.get(one.evidence_id) ?? 0 }));
		const locked = await lockFor(trx, given);
		const pieces = await evidence.lock(trx, ids);
		const drafts = inTurn(at, locked, given, (current, { evidence_id, is_public }, { user, today }) => {
			const piece = pieces.get(evidence_id);
			if (!piece) return [];
			may(user).publishEvidence({ ...current, is_public: piece.is_public });
			pieces.set(piece.id, { ...piece, is_public });
			return publish(current, piece, is_public, today);
		});
		await setPublic(trx, [...pieces.values()]);
		return record(trx, at, drafts);
	});
