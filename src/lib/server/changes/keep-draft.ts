import { createHash } from 'node:crypto';
import { dropDrafts, keepDraft as keep, leaveDraft as leave, type Typed } from '#db/record/drafts.ts';
import { inTransaction } from '#db/transaction.ts';
import { may } from '#lib/domain/may.ts';
import type { At } from '../at.ts';
import { lockFor } from './in-turn.ts';

const LONGEST = 20_000;

/** SHA-256 of the key that a browser holds for what was typed while nobody was signed in. */
export const keyOf = (key: string): Uint8Array => createHash('sha256').update(key).digest();

const isTooLong = (fields: Typed) => JSON.stringify(fields).length > LONGEST;

/** Keeps what a person typed about an assignment that is theirs to update, until they save it or drop it. */
export const keepDraft = (at: At, assignment_id: number, fields: Typed): Promise<void> =>
	inTransaction(at, async (trx) => {
		const person_id = at.user?.id;
		if (!person_id || isTooLong(fields)) return;
		const assignment = (await lockFor(trx, [{ assignment_id }])).get(assignment_id);
		if (!assignment) return;
		may(at.user).update(assignment);
		await keep(trx, {
			data_set: assignment.data_set,
			person_id,
			assignment_id,
			fields,
			kept_at: at.now
		});
	});

/** Forgets what a person typed about an assignment. */
export const dropDraft = (at: At, assignment_id: number): Promise<void> =>
	inTransaction(at, async (trx) => {
		if (at.user?.id) await dropDrafts(trx, at.user.id, [assignment_id]);
	});

/**
 * Keeps what was typed on a form that was shown to `person_id`, whose session has ended since. Only that person, signed in
 * with the browser that holds `key`, is given it back. False where there is nothing of theirs to say it about.
 */
export const leaveDraft = async (
	at: At,
	draft: { person_id: number; assignment_id: number; fields: Typed; key: string }
): Promise<boolean> =>
	!isTooLong(draft.fields) &&
	leave(at.db, {
		person_id: draft.person_id,
		assignment_id: draft.assignment_id,
		fields: draft.fields,
		kept_at: at.now,
		key_sha256: keyOf(draft.key)
	});
