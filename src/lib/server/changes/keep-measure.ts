import { randomBytes } from 'node:crypto';
import * as ownMeasures from '#db/queries/own-measures.ts';
import { named } from '#db/queries/recommendation.ts';
import { insertMeasure, keepObservations, markChange } from '#db/record/measures.ts';
import { record } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import { inWords } from '#lib/domain/day.ts';
import { may } from '#lib/domain/may.ts';
import type { MarkedChange, Observation, OwnMeasure } from '#lib/domain/measure.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';

/** An organisation begins to measure something of its own work. Returns the number of the measure. */
export const keepMeasure = (
	at: At,
	{ organisation_id, measure, unit, population, target, baseline, recommendation_ref }: OwnMeasure
) =>
	inTransaction(at, async (trx): Promise<number> => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).measure({ data_set, organisation_id });
		const recommendation_id = recommendation_ref
			? (await named(trx, data_set, recommendation_ref))?.id
			: null;
		if (recommendation_id === undefined)
			throw new Refusal(
				'not-found',
				`There is no recommendation “${recommendation_ref}”. Its reference stands on its page.`,
				'recommendation_ref'
			);
		const code = await ownMeasures.codeOf(trx, organisation_id);
		return insertMeasure(trx, at, {
			data_set,
			organisation_id,
			reference: `${code}-${randomBytes(4).toString('hex')}`,
			name: measure,
			unit,
			population: population ?? null,
			target: target ?? null,
			baseline: baseline ?? null,
			recommendation_id
		});
	});

/**
 * An organisation marks on its own measure the day on which something changed, and says what: the limits of chance are
 * worked out anew from there. A change marked before is marked over; the record keeps it. Refuses a day to come.
 */
export const markMeasureChange = (at: At, measure_id: number, given: MarkedChange): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const owner = await ownMeasures.ownerOf(trx, measure_id);
		if (!owner) throw new Refusal('not-found', 'There is nothing here, or it is not yours to see.');
		may(at.user).measure({ ...owner, is_public: false });
		if (given.changed_on > at.today)
			throw new Refusal('not-possible', `${inWords(given.changed_on)} is still to come.`, 'changed_on');
		await markChange(trx, measure_id, given);
		return record(trx, at, [
			{
				subject: 'measure',
				subject_id: measure_id,
				organisation_id: owner.organisation_id,
				what: 'amended',
				to_value: given.changed_on,
				reason: given.changed_because,
				detail: { column: 'changed_on' },
				data_set: owner.data_set,
				effective_on: at.today
			}
		]);
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
