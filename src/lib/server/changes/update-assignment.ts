import * as assignments from '#db/queries/assignments.ts';
import type { Locked } from '#db/queries/assignments.ts';
import { insertEvidence } from '#db/record/evidence.ts';
import { record, type Draft } from '#db/record/record.ts';
import type { Writing } from '#db/schema.ts';
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
 * Writes what updates came to: the events, the evidence that they put on file, and the notices to whom they concern.
 * `locked` is how the assignments stood before. Returns the numbers of the events.
 */
export const keepUpdates = async (
	trx: Writing,
	at: At,
	locked: ReadonlyMap<number, Locked>,
	drafts: Draft[]
): Promise<number[]> => {
	await insertEvidence(trx, evidenceOf(drafts, locked));
	await tellOf(trx, at, locked, drafts);
	return record(trx, at, drafts, locked);
};

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
		return keepUpdates(trx, at, locked, drafts);
	});
