import { error } from '@sveltejs/kit';
import * as claims from '#db/queries/claims.ts';
import { readAs } from '#db/transaction.ts';
import { daysBetween } from '#lib/domain/day.ts';
import { pageAsked } from '#lib/server/page-asked.ts';
import { NOTHING_HERE, signedIn } from '#lib/server/session.ts';
import type { PageServerLoad } from './$types';

const A_PAGE = 50;

export const load: PageServerLoad = async ({ locals, url }) => {
	const user = signedIn(locals, url);
	if (!user.memberships.some(({ role }) => role === 'verifier')) error(404, NOTHING_HERE);
	const { today } = locals;
	return readAs(locals, async (trx) => {
		const n = await claims.count(trx, user, today);
		const { page, pages, ...part } = pageAsked(url, n, A_PAGE);
		const found = await claims.list(trx, user, part);
		return {
			n,
			page,
			pages,
			saved: url.searchParams.get('saved') === 'verdict',
			claims: found.map((claim) => ({
				id: claim.id,
				plain_summary: claim.plain_summary,
				reference: claim.reference,
				organisation: claim.organisation,
				submitted_on: claim.submitted_on,
				waited: claim.submitted_on ? daysBetween(claim.submitted_on, today) : null,
				evidence: claim.evidence
			}))
		};
	});
};
