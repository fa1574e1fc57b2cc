import type { Connection } from '#db/connection.ts';
import { originOf } from '../address.ts';
import { openPost } from '../mail/post.ts';
import { sendMail } from '../mail/send-mail.ts';
import type { Settings } from '../settings.ts';
import { startRounds, type Rounds } from './rounds.ts';
import { doJobs } from './worker.ts';

const MAIL_EVERY_MS = 5_000;
const JOBS_EVERY_MS = 2_000;

/** Starts what runs in the background beside the keeper of the record: the jobs, and the post where there is a mail server. */
export const startBackground = (
	{ db, engine }: Pick<Connection, 'db' | 'engine'>,
	settings: Pick<Settings, 'mail' | 'origin' | 'chromium' | 'host' | 'port'>,
	complain: (sentence: string) => void
): Rounds => {
	const { mail, origin, chromium } = settings;
	const where = { db, shares: engine === 'server', chromium, origin: originOf(undefined, settings) };
	const clock = () => new Date();
	const rounds = [startRounds(JOBS_EVERY_MS, (isOver) => doJobs(where, clock, isOver), complain)];
	if (mail && origin) {
		const post = openPost(mail);
		const send = async (isOver: () => boolean) => {
			const { problem } = await sendMail({ db }, post, { origin, clock, isOver });
			return problem && `E-mail could not be sent just now, and will be tried again: ${problem}`;
		};
		rounds.push(startRounds(MAIL_EVERY_MS, send, complain));
	}
	return {
		stop: async () => {
			await Promise.all(rounds.map((each) => each.stop()));
		}
	};
};
