import * as outbox from '#db/queries/outbox.ts';
import { readAs } from '#db/transaction.ts';
import { administratorOf } from '#lib/server/administrator.ts';
import { momentInWords } from '#lib/server/moment.ts';
import type { PageServerLoad } from './$types';

const SHOWN = 50;

type Job = Awaited<ReturnType<typeof outbox.jobs>>[number];

const stateOf = ({ done_at, given_up_at, attempts, next_try_at }: Job): string => {
	if (done_at) return `done on ${momentInWords(done_at)}`;
	if (given_up_at) return `given up on ${momentInWords(given_up_at)}`;
	return attempts > 0 ? `begun; goes on by ${momentInWords(next_try_at)}` : 'waits';
};

export const load: PageServerLoad = async ({ locals, url }) => {
	administratorOf(locals, url);
	const jobs = await readAs(locals, (trx) => outbox.jobs(trx, SHOWN));
	return {
		jobs: jobs.map((job) => ({
			id: job.id,
			kind: job.once ?? job.kind,
			queued: momentInWords(job.queued_at),
			attempts: job.attempts,
			state: stateOf(job),
			problem: job.problem
		}))
	};
};
