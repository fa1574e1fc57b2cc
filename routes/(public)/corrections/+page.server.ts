import * as corrections from '#db/queries/corrections.ts';
import { pageAsked } from '#lib/server/page-asked.ts';
import type { PageServerLoad } from './$types';

const A_PAGE = 50;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { reading, data_set } = locals;
	const n = await corrections.count(reading, data_set, 'accepted');
	const { page, pages, ...part } = pageAsked(url, n, A_PAGE);
	return {
		n,
		page,
		pages,
		sent: url.searchParams.has('sent'),
		corrections: await corrections.list(reading, data_set, 'accepted', part)
	};
};
