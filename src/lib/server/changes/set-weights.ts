import { insertWeighting, rankAlone } from '#db/record/priorities.ts';
import { inTransaction } from '#db/transaction.ts';
import { may } from '#lib/domain/may.ts';
import type { Criterion } from '#lib/domain/priority.ts';
import type { At } from '../at.ts';

/** The board weighs its criteria anew, and what it has scored is ranked by that. The versions before stay as they are. */
export const setWeights = (at: At, given: { weights: readonly Criterion[]; reason: string }): Promise<void> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).triage({ data_set });
		await rankAlone(trx);
		await insertWeighting(trx, {
			...given,
			data_set,
			set_on: at.today,
			set_at: at.now,
			set_by: at.user?.id ?? null
		});
	});
