import { rebuild, type Difference } from '#db/record/rebuild.ts';
import { verify, type Verification } from '#db/record/seal.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { At } from '#lib/server/at.ts';

export type { Difference, Verification };

/** Replays a data set's events and gives every difference to what the tables say; with `write` it mends them. */
export const rebuildFromEvents = (
	at: Pick<At, 'db'>,
	data_set: DataSet,
	options: { write: boolean; progress?: (replayed: number) => void }
): Promise<Difference[]> => rebuild(at.db, data_set, options);

/** Checks every sealed block of a data set against its events and the block before. */
export const verifyChain = (
	at: Pick<At, 'reading'>,
	data_set: DataSet,
	progress?: (checked: number) => void
): Promise<Verification> => verify(at.reading, data_set, progress);
