import { error } from '@sveltejs/kit';
import * as extensions from '#db/queries/extensions.ts';
import { inWords } from '#lib/domain/day.ts';
import { slipDays } from '#lib/domain/extension.ts';
import { NOTHING_HERE, signedIn } from '#lib/server/session.ts';
import { pageAsked } from '#lib/server/page-asked.ts';
import type { PageServerLoad } from './$types';

const A_PAGE = 50;

export const load: PageServerLoad = async ({ locals, url }) => {
	const user = signedIn(locals, url);
	if (!user.memberships.some(({ role }) => role === 'contributor' || role === 'approver'))
		error(404, NOTHING_HERE);
	const { n, waiting } = await extensions.count(locals.db, user);
	const { page, pages, limit, offset } = pageAsked(url, n, A_PAGE);
	const asked = await extensions.list(locals.db, user, { limit, offset });
	return {
		n,
		waiting,
		page,
		pages,
		asked: asked.map((one) => ({
			...one,
			slip: slipDays(one.original_on, one.current_on),
			decided: one.decision
				? `${one.decision} ${one.decided_on ? inWords(one.decided_on) : ''}`.trim()
				: one.needs_board
					? 'waits for the board'
					: 'waits'
		}))
	};
};
