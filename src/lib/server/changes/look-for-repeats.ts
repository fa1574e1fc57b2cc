import { insertJobs } from '#db/jobs.ts';
import { inTransaction } from '#db/transaction.ts';
import { may } from '#lib/domain/may.ts';
import type { At } from '../at.ts';

/** Has what is new compared with all the rest in the background: what may ask for the same waits for a registrar then. */
export const lookForRepeats = (at: At): Promise<void> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).keepRegister({ data_set });
		await insertJobs(trx, [{ kind: 'look for repeats', data: { data_set } }]);
	});
