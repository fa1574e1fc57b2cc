import * as inbox from '#db/queries/inbox.ts';
import { boardOf } from '#lib/server/board.ts';
import type { PageServerLoad } from './$types';
import { decidedLast, itemOf } from './item.ts';

/** The recommendation that has waited longest. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const user = boardOf(locals, url);
	const slug = await inbox.first(locals.db, { data_set: user.data_set, today: locals.today });
	return {
		item: slug ? await itemOf(locals, user, slug) : undefined,
		decided: await decidedLast(locals, user, url),
		meeting: url.searchParams.get('meeting')
	};
};
