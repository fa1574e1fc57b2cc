import * as assignments from '#db/queries/assignments.ts';
import type { Kept } from '#db/record/nouns.ts';
import { inTransaction } from '#db/transaction.ts';
import type { StatusUpdateRow } from '#lib/domain/assignment-row.ts';
import type { At } from '../at.ts';
import { actorOf, signed } from './in-turn.ts';
import { keepUpdates } from './update-assignment.ts';
import { weighStatusUpdates } from './weigh-status-updates.ts';

/**
 * Takes in what is new about assignments, told by their number or by recommendation and organisation. What holds already,
 * or is on the record for that very day, is passed over, so that the same file again changes nothing.
 */
export const importStatusUpdates = (at: At, rows: readonly StatusUpdateRow[]): Promise<Kept[]> =>
	inTransaction(at, async (trx) => {
		let locked = new Map<number, assignments.Locked>();
		const weighed = await weighStatusUpdates(trx, at, rows, async (ids) => {
			locked = await assignments.lock(trx, ids);
			return new Map(locked);
		});
		const kept = weighed.map((one) => {
			if ('refusal' in one) throw one.refusal;
			return one;
		});
		// What a row comes to was found by the very moves that save a form, under the same locks.
		const drafts = kept.flatMap(({ events }) => events ?? []);
		await keepUpdates(trx, at, locked, signed(drafts, actorOf(at, {})));
		return kept.map(({ assignment_id, update }) => ({
			id: assignment_id,
			outcome: update ? 'changed' : 'unchanged'
		}));
	});
