import { fold } from '#db/record/rollups.ts';
import { seal } from '#db/record/seal.ts';
import { DATA_SETS } from '#lib/domain/data-set.ts';
import type { At } from '#lib/server/at.ts';

/**
 * Folds what was written lately into the roll-ups and seals the new events of both data sets. Returns how many rows it
 * folded and how many events it sealed. No figure changes by it; any number of processes may do it at once. `portion` is
 * how many rows are folded before others get their turn.
 */
export const keepRecord = async (
	at: Pick<At, 'db' | 'now'>,
	portion?: number
): Promise<{ folded: number; sealed: number }> => {
	const folded = await fold(at.db, portion);
	let sealed = 0;
	for (const data_set of DATA_SETS) sealed += await seal(at.db, data_set, at.now);
	return { folded, sealed };
};
