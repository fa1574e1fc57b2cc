import * as assignments from '#db/queries/assignments.ts';
import * as people from '#db/queries/people.ts';
import { record } from '#db/record/record.ts';
import { insertVerdicts } from '#db/record/verdicts.ts';
import { inTransaction } from '#db/transaction.ts';
import { may } from '#lib/domain/may.ts';
import { move, type Verdict, type VerdictMethod, type VerdictResult } from '#lib/domain/verdict.ts';
import type { At } from '../at.ts';
import { tellOf } from '../mail/notices.ts';
import { actorOf, inTurn, lockFor, type Trusted } from './in-turn.ts';

/**
 * Somebody independent says what they found about claims. Refuses whoever put the claim forward, and whoever belongs
 * to its organisation, to a body above it or to one below.
 */
export const giveVerdict = (at: At, verdicts: readonly (Verdict & Trusted)[]): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const locked = await lockFor(trx, verdicts);
		const submitters = await assignments.submitters(trx, [...locked.keys()]);
		const organisation_parents = await people.parents(trx, [
			...[...locked.values()].map(({ organisation_id }) => organisation_id),
			...[...new Set(verdicts.map((verdict) => actorOf(at, verdict).user))].flatMap(
				(user) => user?.memberships.flatMap(({ organisation_id }) => organisation_id ?? []) ?? []
			)
		]);
		const drafts = inTurn(at, locked, verdicts, (current, verdict, { user, today }) => {
			const submitted_by = submitters.get(current.id) ?? [];
			const as = may(user).giveVerdict({ assignment: current, submitted_by, organisation_parents });
			return move(current, verdict, { as, today });
		});
		await insertVerdicts(
			trx,
			drafts.flatMap((draft) => {
				const assignment = locked.get(draft.assignment_id ?? 0);
				if (draft.what !== 'verdict' || !assignment) return [];
				return [
					{
						data_set: assignment.data_set,
						assignment_id: assignment.id,
						organisation_id: assignment.organisation_id,
						result: draft.to_value as VerdictResult,
						method: draft.detail?.method as VerdictMethod,
						reason: draft.reason ?? '',
						found_on: draft.effective_on,
						given_by: draft.person_id ?? null,
						given_at: draft.recorded_at ?? at.now,
						expires_on: draft.detail?.expires_on as string | undefined
					}
				];
			})
		);
		await tellOf(trx, at, locked, drafts);
		return record(trx, at, drafts, locked);
	});
