import * as assignments from '#db/queries/assignments.ts';
import * as recommendations from '#db/queries/dispositions.ts';
import { insertDecisions, type NewDecision } from '#db/record/decisions.ts';
import { record } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Said } from '#lib/domain/axes/axis.ts';
import { move, type Disposition } from '#lib/domain/axes/disposition.ts';
import { later } from '#lib/domain/day.ts';
import { may } from '#lib/domain/may.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';
import { actorOf, signed, type Trusted } from './in-turn.ts';

type Decision = Said & Trusted & { recommendation_id: number; disposition: Disposition; meeting_id?: number };

/**
 * The board decides what becomes of recommendations: each decision is minuted with its reason, and their assignments
 * follow. Takes all or none, and returns the numbers of the events.
 */
export const setDisposition = (at: At, decisions: readonly Decision[]): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const ids = decisions.map(({ recommendation_id }) => recommendation_id);
		// Assignments first: every change locks them before what they are counted under.
		const latest = assignments.latestByRecommendation(
			await assignments.lockAllOf(trx, 'recommendation_id', ids)
		);
		const found = await recommendations.lock(trx, ids);
		const targets = await recommendations.find(
			trx,
			decisions.flatMap(({ merged_into_id }) => merged_into_id ?? [])
		);
		const minuted: NewDecision[] = [];
		const drafts = decisions.flatMap((decision) => {
			const current = found.get(decision.recommendation_id);
			if (!current)
				throw new Refusal(
					'not-found',
					'There is no such recommendation. Check its reference, and try again.'
				);
			const actor = actorOf(at, decision);
			const as = may(actor.user).triage(current);
			const target = targets.get(decision.merged_into_id ?? 0);
			if (
				decision.disposition === 'merged' &&
				decision.merged_into_id &&
				target?.data_set !== current.data_set
			)
				throw new Refusal('not-found', 'There is no such recommendation to merge it into. Choose another.');
			const events = move(
				{ ...current, latest_on: later(current.latest_on ?? '', latest.get(current.id) ?? '') || null },
				decision,
				{ as, today: actor.today }
			);
			for (const { effective_on } of events) {
				minuted.push({
					data_set: current.data_set,
					recommendation_id: current.id,
					meeting_id: decision.meeting_id,
					what: `${current.reference}: ${decision.disposition}${target ? ` into ${target.reference}` : ''}`,
					reason: decision.reason ?? '',
					decided_on: effective_on,
					recorded_by: actor.user?.id ?? null,
					disposition: decision.disposition,
					merged_into_id: decision.disposition === 'merged' ? decision.merged_into_id : undefined,
					review_on: decision.disposition === 'deferred' ? decision.review_on : undefined
				});
				found.set(current.id, { ...current, disposition: decision.disposition, latest_on: effective_on });
			}
			return signed(events, actor).map((draft) => ({ ...draft, data_set: current.data_set }));
		});
		await insertDecisions(trx, minuted);
		return record(trx, at, drafts);
	});
