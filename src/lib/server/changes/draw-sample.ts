import * as recommendations from '#db/queries/recommendation.ts';
import * as samples from '#db/queries/samples.ts';
import { record } from '#db/record/record.ts';
import { insertSample } from '#db/record/samples.ts';
import { inTransaction } from '#db/transaction.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import { may } from '#lib/domain/may.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { draw, type SampleChoice } from '#lib/domain/sample.ts';
import type { At } from '../at.ts';

/**
 * Draws a random share of the claims that wait, all or those of one recommendation, to be checked in place of all.
 * `seed` is what chance is made from; it is recorded with who was drawn, so that anybody can draw again. Answers the
 * sample's number; refuses where nothing waits.
 */
export const drawSample = (
	at: At,
	data_set: DataSet,
	{ reference, drawn, reason }: SampleChoice,
	seed: number
): Promise<number> =>
	inTransaction(at, async (trx) => {
		may(at.user).sample({ data_set });
		const recommendation =
			reference === undefined ? undefined : await recommendations.named(trx, data_set, reference);
		if (reference !== undefined && !recommendation)
			throw new Refusal(
				'not-possible',
				`There is no recommendation “${reference}”. Check the reference, or leave it empty to draw from all claims.`,
				'reference'
			);
		const waiting = await samples.waiting(trx, data_set, recommendation?.id);
		if (waiting.length === 0)
			throw new Refusal('not-possible', 'No claim waits there to be checked, so there is nothing to draw.');
		const chosen = draw(waiting, drawn, seed);
		const drawn_from = recommendation ? `claims about ${recommendation.reference}` : 'all claims that waited';
		const id = await insertSample(
			trx,
			{
				data_set,
				drawn_from,
				reason,
				waiting: waiting.length,
				drawn: chosen.length,
				seed,
				drawn_on: at.today,
				drawn_at: at.now,
				drawn_by: at.user?.id ?? null
			},
			chosen
		);
		await record(trx, at, [
			{
				subject: 'sample',
				subject_id: id,
				what: 'sample',
				reason,
				detail: { of: drawn_from, waiting: waiting.length, seed, drawn: chosen },
				effective_on: at.today,
				data_set,
				...(recommendation && { recommendation_id: recommendation.id })
			}
		]);
		return id;
	});
