import * as meetings from '#db/queries/meetings.ts';
import { pageAsked } from '#lib/server/page-asked.ts';
import { memberOf } from '#lib/server/board-meeting.ts';
import { readAs } from '#db/transaction.ts';
import type { PageServerLoad } from './$types';

const A_PAGE = 50;

export const load: PageServerLoad = async ({ locals, url }) => {
	memberOf(locals, url);
	const { db, data_set } = locals;
	const n = await meetings.count(db, data_set);
	const { page, pages, ...part } = pageAsked(url, n, A_PAGE);
	return { n, page, pages, meetings: await readAs(locals, (trx) => meetings.list(trx, data_set, part)) };
};
