import * as accounts from '#db/queries/accounts.ts';
import { may } from '#lib/domain/may.ts';
import { nothingHere, signedIn } from '#lib/server/session.ts';
import type { PageServerLoad } from './$types';

const A_PAGE = 50;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { data_set } = signedIn(locals, url);
	if (!may(locals.user).can('administer', { data_set })) nothingHere();
	const q = url.searchParams.get('q')?.trim().slice(0, 200) || undefined;
	const n = await accounts.count(locals.db, data_set, q);
	const pages = Math.max(1, Math.ceil(n / A_PAGE));
	const page = Math.min(pages, Math.max(1, Math.trunc(Number(url.searchParams.get('page')) || 1)));
	const people = await accounts.list(locals.db, data_set, { q, limit: A_PAGE, offset: (page - 1) * A_PAGE });
	return { q: q ?? '', n, page, pages, people };
};
