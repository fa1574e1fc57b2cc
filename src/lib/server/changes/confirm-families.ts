import { insertFamilies, type NewFamily } from '#db/record/families.ts';
import { record } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import { may } from '#lib/domain/may.ts';
import type { At } from '../at.ts';

/** A registrar confirms that recommendations ask for the same thing again. Returns the numbers of the families. */
export const confirmFamilies = (at: At, families: readonly NewFamily[]): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).keepRegister({ data_set });
		const ids = await insertFamilies(trx, data_set, families, { by: at.user?.id ?? null, at: at.now });
		await record(
			trx,
			at,
			ids.map((subject_id) => ({
				subject: 'family',
				subject_id,
				what: 'added',
				data_set,
				effective_on: at.today
			}))
		);
		return ids;
	});
