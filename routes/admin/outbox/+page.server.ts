import { error } from '@sveltejs/kit';
import * as outbox from '#db/queries/outbox.ts';
import { readAs } from '#db/transaction.ts';
import { administratorOf } from '#lib/server/administrator.ts';
import { theInstallation } from '#lib/server/installation.ts';
import { momentInWords } from '#lib/server/moment.ts';
import type { PageServerLoad } from './$types';

const A_PAGE = 50;

const stateOf = ({ sent_at, given_up_at, attempts }: outbox.Kept, leaves: boolean): string => {
	if (sent_at) return `Sent on ${momentInWords(sent_at)}`;
	if (given_up_at) return `Given up on ${momentInWords(given_up_at)}`;
	if (!leaves) return 'Kept here';
	return attempts > 0
		? `Tried ${attempts === 1 ? 'once' : `${attempts} times`}, and will be tried again`
		: 'Waits';
};

export const load: PageServerLoad = async ({ locals, url }) => {
	const { data_set } = administratorOf(locals, url);
	const hasServer = theInstallation().settings.mail !== undefined;
	// What is really sent is between the sender and the reader: it may hold a link that opens an account.
	const reads = data_set === 'demonstration' || !hasServer;
	const page = Number(url.searchParams.get('page') || 1);
	if (!Number.isInteger(page) || page < 1 || page > 1_000_000) error(404, 'There is no such page.');
	const { n, mails } = await readAs(locals, async (trx) => ({
		n: await outbox.count(trx, data_set),
		mails: await outbox.list(trx, data_set, { reads, limit: A_PAGE, offset: (page - 1) * A_PAGE })
	}));
	const pages = Math.max(1, Math.ceil(n / A_PAGE));
	if (page > pages) error(404, pages === 1 ? 'There is one page.' : `There are ${pages} pages.`);
	return {
		n,
		page,
		pages,
		reads,
		hasServer,
		mails: mails.map((mail) => ({
			id: mail.id,
			kind: mail.kind,
			to: mail.to,
			subject: mail.subject,
			// A line that is a path of ours is the link that the reader would get.
			lines: mail.text
				.trimEnd()
				.split('\n')
				.map((text) => ({ text, href: /^\/(?!\/)\S*$/.test(text) ? text : null })),
			queued: momentInWords(mail.queued_at),
			state: stateOf(mail, !reads),
			problem: mail.problem
		}))
	};
};
