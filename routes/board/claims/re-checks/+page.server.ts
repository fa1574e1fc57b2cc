import { error } from '@sveltejs/kit';
import * as rechecks from '#db/queries/rechecks.ts';
import { readAs } from '#db/transaction.ts';
import { addDays, daysBetween, inWords } from '#lib/domain/day.ts';
import { countOf } from '#lib/domain/numbers/in-words.ts';
import { NOTHING_HERE, signedIn } from '#lib/server/session.ts';
import type { PageServerLoad } from './$types';

const A_PAGE = 50;
/** How long before a confirmation ends it is put before the verifiers again. */
const AHEAD_DAYS = 90;

export const load: PageServerLoad = async ({ locals, url }) => {
	const user = signedIn(locals, url);
	if (!user.memberships.some(({ role }) => role === 'verifier')) error(404, NOTHING_HERE);
	const { today } = locals;
	const page = Number(url.searchParams.get('page') || 1);
	if (!Number.isInteger(page) || page < 1 || page > 1_000_000) error(404, 'There is no such page.');
	const { n, rechecks: found } = await readAs(locals, (trx) =>
		rechecks.due(trx, user, { by: addDays(today, AHEAD_DAYS), limit: A_PAGE, offset: (page - 1) * A_PAGE })
	);
	return {
		n,
		page,
		pages: Math.max(1, Math.ceil(n / A_PAGE)),
		ahead_days: AHEAD_DAYS,
		rechecks: found.map(({ expires_on, assurance, ...one }) => {
			const left = daysBetween(today, expires_on);
			const when =
				left < 0 ? `${countOf(-left, 'day')} ago` : left === 0 ? 'today' : `in ${countOf(left, 'day')}`;
			return {
				...one,
				assurance,
				until: `${inWords(expires_on)}, ${when}`,
				what:
					assurance === 'lapsed' ? 'Waits for the organisation to put evidence forward' : 'Can be checked now'
			};
		})
	};
};
