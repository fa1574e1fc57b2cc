import * as assignments from '#db/queries/assignments.ts';
import { withdrawEvidence } from '#db/record/evidence.ts';
import { record } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import { may } from '#lib/domain/may.ts';
import { undo, type Undo } from '#lib/domain/undo.ts';
import type { At } from '../at.ts';
import { inTurn, lockFor } from './in-turn.ts';

/**
 * Somebody takes back what they saved last, within ten minutes: everything stands as it did before, and the evidence that
 * came with it is withdrawn. The entry stays on the record beside the one that undoes it. Takes all or none.
 */
export const undoUpdate = (at: At, undos: readonly Undo[]): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const locked = await lockFor(
			trx,
			undos.map(({ assignment_id }) => ({ assignment_id }))
		);
		const savings = await assignments.lastSavings(trx, [...locked.keys()]);
		const drafts = inTurn(at, locked, undos, (current, { seen_version }, { user, now, today }) => {
			may(user).update(current);
			const given = { user_id: user?.id ?? null, now, today, seen_version };
			return undo(current, savings.get(current.id), given);
		});
		await withdrawEvidence(
			trx,
			[...savings].flatMap(([assignment_id, { person_id, recorded_at }]) =>
				person_id === null ? [] : [{ assignment_id, person_id, recorded_at }]
			)
		);
		return record(trx, at, drafts);
	});
