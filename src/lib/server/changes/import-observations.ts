import * as importing from '#db/queries/importing.ts';
import { keepObservations } from '#db/record/measures.ts';
import type { Kept } from '#db/record/nouns.ts';
import { inTransaction } from '#db/transaction.ts';
import type { ObservationRow } from '#lib/domain/assignment-row.ts';
import { may } from '#lib/domain/may.ts';
import type { At } from '../at.ts';

/** Takes in values of measures that are in the register; of a day that has one already the value is corrected. */
export const importObservations = (at: At, rows: readonly ObservationRow[]): Promise<Kept[]> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).importRegister({ data_set });
		const references = rows.map(({ measure_ref }) => measure_ref);
		const ids = await importing.ids(trx, 'measure', data_set, references);
		const measure = importing.mustFind(ids, 'measure', 'measure_ref');
		const given = rows.map(({ measure_ref, observed_on, value }) => ({
			measure_id: measure(measure_ref),
			isNewMeasure: false,
			observed_on,
			period: null,
			value,
			qualifier: 'exact' as const
		}));
		const before = await importing.valuesOn(trx, [...ids.values()]);
		await keepObservations(trx, at, data_set, given);
		return given.map(({ measure_id, observed_on, value }): Kept => {
			const known = before.get(`${measure_id} ${observed_on}`);
			const outcome = known === undefined ? 'new' : Number(known) === Number(value) ? 'unchanged' : 'changed';
			return { id: measure_id, outcome };
		});
	});
