import { error } from '@sveltejs/kit';
import * as claims from '#db/queries/claims.ts';
import * as priorities from '#db/queries/priorities.ts';
import { readAs } from '#db/transaction.ts';
import { daysBetween } from '#lib/domain/day.ts';
import { scoreOf } from '#lib/domain/priority.ts';
import { pageAsked } from '#lib/server/page-asked.ts';
import { NOTHING_HERE, signedIn } from '#lib/server/session.ts';
import type { PageServerLoad } from './$types';
import { rankedFor } from './ranked.ts';
import { sortAsked } from './sort.ts';

const A_PAGE = 50;

export const load: PageServerLoad = async ({ locals, url }) => {
	const user = signedIn(locals, url);
	if (!user.memberships.some(({ role }) => role === 'verifier')) error(404, NOTHING_HERE);
	const { today } = locals;
	return readAs(locals, async (trx) => {
		const n = await claims.count(trx, user, today);
		const { page, pages, ...part } = pageAsked(url, n, A_PAGE);
		const ranked = await rankedFor(trx, url, user.data_set);
		const found = await claims.list(trx, user, { ...part, ranked });
		const criteria = await priorities.criteria(trx, user.data_set);
		const scores = await priorities.scoresOf(
			trx,
			found.map(({ recommendation_id }) => recommendation_id)
		);
		return {
			n,
			page,
			pages,
			sort: sortAsked(url),
			saved: url.searchParams.get('saved') === 'verdict',
			claims: found.map((claim) => ({
				id: claim.id,
				plain_summary: claim.plain_summary,
				reference: claim.reference,
				organisation: claim.organisation,
				submitted_on: claim.submitted_on,
				waited: claim.submitted_on ? daysBetween(claim.submitted_on, today) : null,
				evidence: claim.evidence,
				priority: scoreOf(criteria, scores.get(claim.recommendation_id) ?? {})?.score ?? null
			}))
		};
	});
};
