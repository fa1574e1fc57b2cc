import { error } from '@sveltejs/kit';
import * as myWork from '#db/queries/my-work.ts';
import { inWords } from '#lib/domain/day.ts';
import { NOTHING_HERE, signedIn } from '#lib/server/session.ts';
import type { PageServerLoad } from './$types';

const A_PAGE = 50;

export const load: PageServerLoad = async ({ locals, url }) => {
	const user = signedIn(locals, url);
	if (!user.memberships.some(({ role }) => role === 'approver')) error(404, NOTHING_HERE);
	const page = Number(url.searchParams.get('page') || 1);
	if (!Number.isInteger(page) || page < 1 || page > 1_000_000) error(404, 'There is no such page.');
	const { claims, n } = await myWork.toSignOff(locals.db, user, {
		limit: A_PAGE,
		offset: (page - 1) * A_PAGE
	});
	const pages = Math.max(1, Math.ceil(n / A_PAGE));
	if (page > pages) error(404, pages === 1 ? 'There is one page.' : `There are ${pages} pages.`);
	return {
		n,
		page,
		pages,
		claims: claims.map(({ id, plain_summary, organisation, claimant, claimed_on, last_said }) => ({
			id,
			plain_summary,
			organisation,
			claimed: `${claimant ?? 'Somebody'} claimed it on ${claimed_on ? inWords(claimed_on) : 'a day not known'}`,
			last_said
		}))
	};
};
