import * as assignments from '#db/queries/assignments.ts';
import type { Kept } from '#db/record/nouns.ts';
import type { Database } from '#db/schema.ts';
import { inTransaction } from '#db/transaction.ts';
import type { StatusUpdateRow } from '#lib/domain/assignment-row.ts';
import type { At } from '../at.ts';
import { updateAssignment } from './update-assignment.ts';
import { weighStatusUpdates } from './weigh-status-updates.ts';

/**
 * Takes in what is new about assignments, told by their number or by recommendation and organisation. What holds already,
 * or is on the record for that very day, is passed over, so that the same file again changes nothing.
 */
export const importStatusUpdates = (at: At, rows: readonly StatusUpdateRow[]): Promise<Kept[]> =>
	inTransaction(at, async (trx) => {
		const weighed = await weighStatusUpdates(trx, at, rows, (ids) => assignments.lock(trx, ids));
		const kept = weighed.map((one) => {
			if ('refusal' in one) throw one.refusal;
			return one;
		});
		const updates = kept.flatMap(({ update }) => update ?? []);
		if (updates.length > 0)
			await updateAssignment({ ...at, db: trx as unknown as Database, reading: trx }, updates);
		return kept.map(({ assignment_id, update }) => ({
			id: assignment_id,
			outcome: update ? 'changed' : 'unchanged'
		}));
	});
