import { find } from '#db/queries/dispositions.ts';
import * as meetings from '#db/queries/meetings.ts';
import { named } from '#db/queries/recommendation.ts';
import type { Database } from '#db/schema.ts';
import { inTransaction } from '#db/transaction.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Triage } from '#lib/domain/triage.ts';
import type { At } from '../at.ts';
import { setDisposition } from './set-disposition.ts';

/**
 * The board decides about a recommendation as its form says. Refuses when somebody else has decided since the form was
 * shown, and what names no recommendation or meeting of the same data.
 */
export const triageRecommendation = (
	at: At,
	{
		id,
		usual,
		reason = usual,
		into,
		into_ref,
		meeting_id,
		seen,
		disposition,
		review_on
	}: Triage & { id: number }
): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const within: At = { ...at, db: trx as Database, reading: trx };
		const current = (await find(trx, [id])).get(id);
		if (!current)
			throw new Refusal('not-found', 'There is no such recommendation. Check its reference, and try again.');
		if (seen && current.disposition !== seen)
			throw new Refusal(
				'not-possible',
				`Somebody else has decided since you opened it: it is ‘${current.disposition}’ now. Look at it, then decide again if you still want to.`
			);
		const merged_into_id = into_ref ? (await named(trx, current.data_set, into_ref))?.id : into;
		if (disposition === 'merged' && into_ref && !merged_into_id)
			throw new Refusal(
				'not-found',
				`There is no recommendation ‘${into_ref}’. Check the reference.`,
				'into_ref'
			);
		if (disposition === 'merged' && !merged_into_id)
			throw new Refusal('not-possible', 'Choose the recommendation that it is merged into.', 'into');
		if (meeting_id && !(await meetings.find(trx, current.data_set, meeting_id)))
			throw new Refusal('not-found', 'There is no such meeting. Choose another.', 'meeting_id');
		return setDisposition(within, [
			{
				recommendation_id: id,
				disposition,
				...(reason && { reason }),
				...(merged_into_id && { merged_into_id }),
				...(review_on && { review_on }),
				...(meeting_id && { meeting_id })
			}
		]);
	});
