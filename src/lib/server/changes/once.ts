import { createHash } from 'node:crypto';
import { noteSaving } from '#db/record/savings.ts';
import type { Database, Writing } from '#db/schema.ts';
import { inTransaction } from '#db/transaction.ts';
import type { At } from '../at.ts';

/** The number that a form was given when it was shown, and all that it says now. */
export type Sent = { key: string | undefined; content: unknown };

/**
 * Makes a change once for each form: the same form sent again by the same person, saying the same, changes nothing more
 * and answers undefined. What it says differently is a change of its own. One transaction with the change itself.
 */
export const once = <T>(
	at: At,
	{ key, content }: Sent,
	change: (within: At, trx: Writing) => Promise<T>
): Promise<T | undefined> =>
	inTransaction(at, async (trx) => {
		const person_id = at.user?.id;
		const content_sha256 = createHash('sha256').update(JSON.stringify(content)).digest();
		const isFirst =
			!key || !person_id || (await noteSaving(trx, { person_id, key, content_sha256, saved_at: at.now }));
		return isFirst ? change({ ...at, db: trx as Database, reading: trx }, trx) : undefined;
	});
