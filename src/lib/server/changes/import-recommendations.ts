import * as importing from '#db/queries/importing.ts';
import { countingAhead } from '#db/record/counters.ts';
import type { Kept } from '#db/record/nouns.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Recommendation } from '#lib/domain/recommendation.ts';
import type { At } from '../at.ts';
import { addRecommendations } from './add-recommendations.ts';
import { assign } from './assign.ts';
import { recordPublishedStatus } from './record-published-status.ts';

/** The due dates that a row speaks of: one that is left blank sets none, one that it has no column for is worked out. */
const datesOf = (row: Recommendation) =>
	Object.fromEntries(
		(['response_due_on', 'action_due_on', 'evidence_due_on'] as const)
			.filter((column) => column in row)
			.map((column) => [column, row[column] ?? null])
	);

/**
 * Takes in recommendations as a file tells them: the ask itself, an assignment for each organisation that it names, and
 * what a page says of the reply. Groups that it names wait for `judge-addressing`.
 */
export const importRecommendations = (at: At, rows: readonly Recommendation[]): Promise<Kept[]> =>
	inTransaction(at, async (trx) => {
		const within = { ...at, db: trx };
		const { kept, byId, made } = await countingAhead(trx, async () => {
			const kept = await addRecommendations(within, rows);
			const byId = new Map(
				kept.flatMap(({ id }, index) => (rows[index] ? [[id, rows[index]] as const] : []))
			);
			const named = await importing.addresseesOf(trx, [...byId.keys()]);
			const made = await assign(
				within,
				named.flatMap(({ recommendation_id, organisation_id }) => {
					const row = byId.get(recommendation_id);
					return organisation_id && row?.addressees
						? [{ recommendation_id, organisation_id, ...datesOf(row) }]
						: [];
				})
			);
			return { kept, byId, made };
		});
		const told = await recordPublishedStatus(
			within,
			[...byId].map(([recommendation_id, row]) => ({ ...row, recommendation_id }))
		);
		const touched = new Set([...told, ...made.map(({ recommendation_id }) => recommendation_id)]);
		return kept.map((one) =>
			one.outcome === 'unchanged' && touched.has(one.id) ? { ...one, outcome: 'changed' } : one
		);
	});
