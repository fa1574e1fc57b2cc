import { find } from '#db/queries/dispositions.ts';
import * as priorities from '#db/queries/priorities.ts';
import { keepScores, rankAlone } from '#db/record/priorities.ts';
import { record } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import { ofRecommendation } from '#lib/domain/event.ts';
import { may } from '#lib/domain/may.ts';
import type { Scores } from '#lib/domain/priority.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';
import { actorOf, signedBy, type Trusted } from './in-turn.ts';

type Scoring = Trusted & { recommendation_id: number; scores: Scores; reason: string };

/** The board scores recommendations by its criteria. Each version stays on the record; the newest is ranked by. */
export const scorePriorities = (at: At, scorings: readonly Scoring[]): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		await rankAlone(trx);
		const found = await find(
			trx,
			scorings.map(({ recommendation_id }) => recommendation_id)
		);
		const rows = scorings.map((scoring) => {
			const current = found.get(scoring.recommendation_id);
			if (!current)
				throw new Refusal(
					'not-found',
					'There is no such recommendation. Check its reference, and try again.'
				);
			const actor = actorOf(at, scoring);
			may(actor.user).triage(current);
			return { ...scoring, current, actor };
		});
		for (const data_set of new Set(rows.map(({ current }) => current.data_set))) {
			await keepScores(
				trx,
				rows
					.filter(({ current }) => current.data_set === data_set)
					.map(({ recommendation_id, scores, actor }) => ({
						recommendation_id,
						scores,
						data_set,
						scored_on: actor.today,
						scored_by: actor.user?.id ?? null
					})),
				await priorities.criteria(trx, data_set)
			);
		}
		return record(
			trx,
			at,
			rows.map(({ current, scores, reason, actor }) => ({
				...ofRecommendation(current, {
					what: 'amended',
					reason,
					detail: {
						field: 'priority',
						...Object.fromEntries(
							Object.entries(scores).map(([code, score]) => [code, score ?? 'not stated'])
						)
					},
					effective_on: actor.today
				}),
				...signedBy(actor),
				data_set: current.data_set
			}))
		);
	});
