import * as assignments from '#db/queries/assignments.ts';
import { insertEvidence } from '#db/record/evidence.ts';
import { record } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import { move, type AssignmentUpdate } from '#lib/domain/assignment-update.ts';
import { may } from '#lib/domain/may.ts';
import type { At } from '../at.ts';
import { tellOf } from '../mail/notices.ts';
import { evidenceOf } from './evidence-of.ts';
import { inTurn, lockFor, type Trusted } from './in-turn.ts';

/** Evidence is asked for where something is said to be delivered, and nowhere else. */
const claimed = (updates: readonly AssignmentUpdate[]): number[] =>
	updates.flatMap(({ assignment_id, delivery }) => (delivery === 'delivered' ? [assignment_id] : []));

/**
 * An organisation says what is new: its position, how far it is, its own words, a link to evidence. Takes all or none,
 * and returns the numbers of the events. A contributor's 'delivered' is a claim that waits for the approver.
 */
export const updateAssignment = (
	at: At,
	updates: readonly (AssignmentUpdate & Trusted)[]
): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const locked = await lockFor(trx, updates);
		const evidenced = await assignments.withEvidence(trx, claimed(updates));
		const drafts = inTurn(at, locked, updates, (current, update, { user, today }) => {
			const as = may(user).update(current);
			const events = move(current, { ...update, has_evidence: evidenced.has(current.id) }, { as, today });
			if (events.some(({ what }) => what === 'evidence')) evidenced.add(current.id);
			return events;
		});
		await insertEvidence(trx, evidenceOf(drafts, locked));
		await tellOf(trx, at, locked, drafts);
		return record(trx, at, drafts, locked);
	});
