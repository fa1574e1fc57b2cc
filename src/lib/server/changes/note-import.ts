import { BY_THE_CLOCK, updateIn } from '#db/record/uploads.ts';
import { inTransaction } from '#db/transaction.ts';
import type { ImportState } from '#lib/domain/import.ts';
import type { At } from '../at.ts';

/** Notes that the rows of an import wait to be checked in the background. */
export const noteWaiting = (at: At, id: number): Promise<boolean> =>
	inTransaction(at, (trx) =>
		updateIn(trx, id, ['matched'], { state: 'checking', rows_done: 0, started_at: BY_THE_CLOCK })
	);

/** Notes how many rows have been taken in so far; answers whether that is still wanted. */
export const noteProgress = (at: At, id: number, rows_done: number): Promise<boolean> =>
	inTransaction(at, (trx) => updateIn(trx, id, ['committing'], { rows_done }));

/** Notes why a step came to nothing. */
export const noteFailure = (
	at: At,
	id: number,
	states: readonly ImportState[],
	failed_because: string
): Promise<boolean> =>
	inTransaction(at, (trx) =>
		updateIn(trx, id, states, { state: 'failed', failed_because, finished_at: BY_THE_CLOCK })
	);
