import { createHash } from 'node:crypto';
import { insertJobs } from '#db/jobs.ts';
import * as meetings from '#db/queries/meetings.ts';
import * as papers from '#db/queries/papers.ts';
import { insertDocument, insertPaper, publishPaper } from '#db/record/meetings.ts';
import { record } from '#db/record/record.ts';
import { inTransaction, readAs, readSteadily } from '#db/transaction.ts';
import { inWords, type Day } from '#lib/domain/day.ts';
import { may } from '#lib/domain/may.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';
import { compose } from '../paper/compose.ts';
import { pageOf } from '../paper/page.ts';
import { printed } from '../paper/print.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

/** The job that prints a paper. */
export const PRINT = 'print a paper';

/**
 * Freezes the paper of a meeting as of what was known on the day that was chosen for it, today where none was. What it
 * says, the page and the data behind it are kept byte for byte, and it is printed in the background where there is a
 * Chromium. `origin` is the address at which the product is reached; without one it is not printed, since a print
 * needs it for its links. Returns its place in a web address.
 */
export const freezePaper = async (at: At, meeting_id: number, origin?: string): Promise<string> => {
	const data_set = at.user?.data_set ?? 'register';
	may(at.user).holdMeeting({ data_set });
	// Asked in a moment of its own, so that all figures of a paper are of the same; nothing that is written hangs on it.
	const { content, recommendation_ids } = await readSteadily(at, async (reading) => {
		const meeting = await meetings.find(reading, data_set, meeting_id);
		if (!meeting) throw new Refusal('not-found', 'There is no such meeting.');
		const known_at: Day = meeting.as_at ?? at.today;
		return compose(reading, meeting, { known_at, today: at.today, now: at.now, origin });
	});
	const data = Buffer.from(`${JSON.stringify(content, null, '\t')}\n`);
	const hash = sha256(data);
	const page = Buffer.from(pageOf(content, hash.toString('hex')));
	return inTransaction(at, async (trx) => {
		await meetings.lock(trx, data_set, meeting_id);
		const taken = await papers.slugsOn(trx, data_set, content.held_on);
		if (taken.includes(content.slug))
			throw new Refusal(
				'not-possible',
				'Somebody froze a paper of this meeting at the same time. Look at it first.'
			);
		const paper_id = await insertPaper(
			trx,
			{
				data_set,
				meeting_id,
				slug: content.slug,
				known_at: content.known_at,
				frozen_at: at.now,
				frozen_by: at.user?.id ?? null,
				content: JSON.stringify(content),
				sha256: hash,
				chain_head: content.chain ? Buffer.from(content.chain.hash, 'hex') : null
			},
			recommendation_ids
		);
		const made = { paper_id, data_set, made_at: at.now };
		await insertDocument(trx, { ...made, kind: 'json', bytes: data, sha256: hash });
		await insertDocument(trx, { ...made, kind: 'html', bytes: page, sha256: sha256(page) });
		if (origin) await insertJobs(trx, [{ kind: PRINT, data: { paper_id }, once: `${PRINT} ${paper_id}` }]);
		const to_value = `${content.board}, ${inWords(content.held_on)}`;
		const detail = { slug: content.slug, sha256: hash.toString('hex') };
		await record(trx, at, [
			{
				subject: 'paper',
				subject_id: paper_id,
				what: 'added',
				to_value,
				detail,
				data_set,
				effective_on: at.today
			}
		]);
		return content.slug;
	});
};

/** Lets everybody read a paper that was for the board alone. */
export const openPaper = (at: At, slug: string): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).holdMeeting({ data_set });
		const paper = await papers.find(trx, data_set, slug);
		if (!paper) throw new Refusal('not-found', 'There is no such paper.');
		if (!(await publishPaper(trx, paper.id, { by: at.user?.id ?? null, at: at.now }))) return [];
		return record(trx, at, [
			{
				subject: 'paper',
				subject_id: paper.id,
				what: 'amended',
				to_value: 'published',
				detail: { field: 'who may read it' },
				data_set,
				effective_on: at.today
			}
		]);
	});

/** Prints a frozen paper from its own page, once: what is printed already stays as it is. Answers whether there is a print. */
export const printPaper = async (
	at: Pick<At, 'db' | 'user' | 'now'>,
	paper_id: number,
	chromium: string | undefined
): Promise<boolean> => {
	if (!chromium) return false;
	const paper = await readAs(at, (db) => papers.toPrint(db, paper_id));
	if (!paper || paper.is_printed) return paper !== undefined;
	const { data_set } = paper;
	const bytes = await printed(paper.page, new URL(paper.address).origin, chromium);
	await inTransaction(at, (trx) =>
		insertDocument(trx, { paper_id, data_set, kind: 'pdf', bytes, sha256: sha256(bytes), made_at: at.now })
	);
	return true;
};
