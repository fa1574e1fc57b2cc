import { randomBytes } from 'node:crypto';
import * as ownMeasures from '#db/queries/own-measures.ts';
import { insertMeasure, keepObservations } from '#db/record/measures.ts';
import { inTransaction } from '#db/transaction.ts';
import { inWords } from '#lib/domain/day.ts';
import { may } from '#lib/domain/may.ts';
import type { Observation, OwnMeasure } from '#lib/domain/measure.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';

/** An organisation begins to measure something of its own work. Returns the number of the measure. */
export const keepMeasure = (at: At, { organisation_id, measure, unit, population, target }: OwnMeasure) =>
	inTransaction(at, async (trx): Promise<number> => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).measure({ data_set, organisation_id });
		const code = await ownMeasures.codeOf(trx, organisation_id);
		return insertMeasure(trx, at, {
			data_set,
			organisation_id,
			reference: `${code}-${randomBytes(4).toString('hex')}`,
			name: measure,
			unit,
			population: population ?? null,
			target: target ?? null
		});
	});

/**
 * An organisation enters values of its own measure, all or none: a day that has one already is corrected. Refuses a day
 * to come. Returns how many of them were given.
 */
export const enterObservations = (
	at: At,
	measure_id: number,
	given: readonly Observation[]
): Promise<number> =>
	inTransaction(at, async (trx) => {
		const owner = await ownMeasures.ownerOf(trx, measure_id);
		if (!owner) throw new Refusal('not-found', 'There is nothing here, or it is not yours to see.');
		may(at.user).measure({ ...owner, is_public: false });
		const late = given.find(({ observed_on }) => observed_on > at.today);
		if (late)
			throw new Refusal(
				'not-possible',
				`${inWords(late.observed_on)} is still to come. Give a value only once it was measured.`,
				'observed_on'
			);
		// Of a day that is given twice the last value counts.
		const byDay = new Map(given.map((one) => [one.observed_on, one]));
		await keepObservations(
			trx,
			at,
			owner.data_set,
			[...byDay.values()].map(({ observed_on, value }) => ({
				measure_id,
				organisation_id: owner.organisation_id,
				isNewMeasure: false,
				observed_on,
				period: null,
				value,
				qualifier: 'exact'
			}))
		);
		return byDay.size;
	});
