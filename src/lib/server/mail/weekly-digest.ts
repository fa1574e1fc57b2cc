import * as myWork from '#db/queries/my-work.ts';
import * as people from '#db/queries/people.ts';
import * as recipients from '#db/queries/recipients.ts';
import type { Database, Writing } from '#db/schema.ts';
import { inTransaction, readAs } from '#db/transaction.ts';
import { inWords, type Day } from '#lib/domain/day.ts';
import { digestLetter, isEmpty, NAMED, type DIGEST_SECTIONS } from '#lib/domain/digest.ts';
import type { Person } from '#lib/domain/person.ts';
import { CutShort } from '../jobs/cut-short.ts';
import { queueMail } from '../mail.ts';

const A_BATCH = 100;

const itemsOf = async (trx: Writing, user: Person, today: Day, section: (typeof DIGEST_SECTIONS)[number]) =>
	(await myWork.list(trx, user, today, section, { limit: NAMED })).map(({ plain_summary, next_due_on }) => ({
		plain_summary,
		next: next_due_on ? `${next_due_on < today ? 'was due' : 'due'} ${inWords(next_due_on)}` : undefined
	}));

/** The digest of one person, asked as that person: what their own page says. */
const queueDigest = (db: Database, user: Person, monday: Day): Promise<void> =>
	inTransaction({ db, user }, async (trx) => {
		const counts = await myWork.counts(trx, user, monday);
		const isApprover = user.memberships.some(({ role }) => role === 'approver');
		const signs = isApprover ? (await myWork.toSignOff(trx, user, { limit: 1 })).n : 0;
		if (isEmpty({ counts, signs })) return;
		const [overdue, returned, soon] = [
			await itemsOf(trx, user, monday, 'overdue'),
			await itemsOf(trx, user, monday, 'returned'),
			await itemsOf(trx, user, monday, 'due soon')
		];
		const items = { overdue, returned, 'due soon': soon };
		const letter = digestLetter(user, { counts, items, signs }, monday);
		if (!letter) return;
		const once = `weekly digest ${monday} ${user.id}`;
		await queueMail(trx, [
			{ to: user.email, person_id: user.id ?? undefined, kind: 'weekly digest', once, ...letter }
		]);
	});

/**
 * Queues the digest of a week for everybody who speaks for an organisation, wants one, and has something due, overdue,
 * returned or to sign. Each person's is a transaction of its own with a key, so that work that is begun again sends
 * nobody a second one. Throws `CutShort` when `isOver` says so.
 */
export const queueDigests = async (
	{ db }: { db: Database },
	monday: Day,
	isOver: () => boolean
): Promise<void> => {
	for (let after: number | undefined = 0; after !== undefined;) {
		const from: number = after;
		const batch = await readAs({ db, user: { id: null } }, (trx) =>
			recipients.wantDigest(trx, { after: from, limit: A_BATCH })
		);
		for (const { id, data_set } of batch) {
			if (isOver()) throw new CutShort();
			const person = await people.find(db, data_set, id);
			if (person && !person.suspended) await queueDigest(db, person, monday);
		}
		after = batch.length < A_BATCH ? undefined : batch.at(-1)?.id;
	}
};
