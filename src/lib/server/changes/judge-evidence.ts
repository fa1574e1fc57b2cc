import * as assignments from '#db/queries/assignments.ts';
import * as evidence from '#db/queries/evidence.ts';
import * as people from '#db/queries/people.ts';
import { setStates } from '#db/record/evidence.ts';
import { record } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import { judge, type Judgement } from '#lib/domain/evidence.ts';
import { may } from '#lib/domain/may.ts';
import type { At } from '../at.ts';
import { actorOf, inTurn, lockFor, type Trusted } from './in-turn.ts';

/**
 * Somebody independent accepts or rejects pieces of evidence, or finds them too old. Refuses whoever put the claim
 * forward, and whoever belongs to its organisation, as a verdict does. Returns the numbers of the events.
 */
export const judgeEvidence = (at: At, judgements: readonly (Judgement & Trusted)[]): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const ids = judgements.map(({ evidence_id }) => evidence_id);
		const owners = await evidence.assignmentsOf(trx, ids);
		const given = judgements.map((one) => ({ ...one, assignment_id: owners.get(one.evidence_id) ?? 0 }));
		const locked = await lockFor(trx, given);
		const submitters = await assignments.submitters(trx, [...locked.keys()]);
		const organisation_parents = await people.parents(trx, [
			...[...locked.values()].map(({ organisation_id }) => organisation_id),
			...given.flatMap(
				(one) => actorOf(at, one).user?.memberships.flatMap((held) => held.organisation_id ?? []) ?? []
			)
		]);
		const pieces = await evidence.lock(trx, ids);
		const judged: { id: number; state: Judgement['state']; reason?: string | undefined }[] = [];
		const drafts = inTurn(at, locked, given, (current, judgement, { user, today }) => {
			const piece = pieces.get(judgement.evidence_id);
			if (!piece) return [];
			const submitted_by = submitters.get(current.id) ?? [];
			may(user).giveVerdict({ assignment: current, submitted_by, organisation_parents });
			const events = judge(current, piece, judgement, today);
			pieces.set(piece.id, { ...piece, state: judgement.state });
			judged.push({ id: piece.id, state: judgement.state, reason: judgement.reason });
			return events;
		});
		await setStates(trx, judged);
		return record(trx, at, drafts);
	});
