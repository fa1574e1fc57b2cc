import * as outbox from '#db/mail.ts';
import type { Database, Writing } from '#db/schema.ts';
import { inTransaction } from '#db/transaction.ts';
import { LONGEST_SENDING_MS, type Answer, type Post } from './post.ts';

const MINUTE_MS = 60_000;
const LONGEST_WAIT_MS = 60 * MINUTE_MS;

/** An e-mail that could not be sent for so long is given up: nobody waits for it any more. */
export const GIVEN_UP_AFTER_MS = 7 * 24 * 60 * MINUTE_MS;

/** How long to wait after the nth try: a minute, then twice as long each time, an hour at most. */
export const waitAfter = (attempts: number): number =>
	Math.min(2 ** Math.min(attempts - 1, 10) * MINUTE_MS, LONGEST_WAIT_MS);

/** The text with each line that is a path of ours made a full address. */
export const addressed = (text: string, origin: string): string =>
	text.replace(/^\/(?!\/)\S*$/gm, (path) => `${origin}${path}`);

const outcomeOf = ({ attempts, queued_at }: outbox.Claimed, answer: Answer, now: Date): outbox.Outcome => {
	if (answer.answer === 'taken') return { sent_at: now };
	const { problem } = answer;
	const isTooOld = now.getTime() - queued_at.getTime() > GIVEN_UP_AFTER_MS;
	if (answer.answer === 'never' || isTooOld) return { given_up_at: now, problem };
	return { next_try_at: new Date(now.getTime() + waitAfter(attempts)), problem };
};

/**
 * Sends what waits in the outbox, the longest waiting first, until nothing is left, the server cannot be reached, or
 * `isOver` says so. Any number of processes may do it at once: each e-mail is one process's at a time. One that ends
 * between the server's yes and its note sends it a second time, under the same message id. Returns how many were sent.
 */
export const sendMail = async (
	{ db }: { db: Database },
	post: Post,
	{ origin, clock, isOver = () => false }: { origin: string; clock: () => Date; isOver?: () => boolean }
): Promise<{ sent: number; problem?: string }> => {
	const host = new URL(origin).hostname;
	const note = <T>(work: (trx: Writing) => Promise<T>) => inTransaction({ db, user: { id: null } }, work);
	let sent = 0;
	while (!isOver()) {
		const mail = await note((trx) => outbox.claim(trx, clock(), LONGEST_SENDING_MS));
		if (!mail) break;
		if (mail.is_suspended) {
			await note((trx) =>
				outbox.settle(trx, mail.id, { given_up_at: clock(), problem: 'The account is suspended.' })
			);
			continue;
		}
		const answer = await post.send({
			to: mail.to,
			subject: mail.subject,
			text: addressed(mail.text, origin),
			message_id: `<mail-${mail.id}-${mail.queued_at.getTime()}@${host}>`
		});
		await note((trx) => outbox.settle(trx, mail.id, outcomeOf(mail, answer, clock())));
		if (answer.answer === 'taken') sent += 1;
		if (answer.answer === 'out of reach') return { sent, problem: answer.problem };
	}
	return { sent };
};
