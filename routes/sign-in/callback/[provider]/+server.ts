import { redirect } from '@sveltejs/kit';
import { link } from '#lib/components/link.ts';
import { homeOf } from '#lib/domain/account.ts';
import { here } from '#lib/server/accounts/here.ts';
import { returnFromProvider } from '#lib/server/accounts/provider.ts';
import { nothingHere, sessionOf } from '#lib/server/session.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { accounts, browser } = here(event);
	if (!accounts.provider) return nothingHere();
	const to = await returnFromProvider(accounts, browser);
	const session = await sessionOf(accounts, event.cookies, event.url, event.locals.now);
	redirect(303, to === '/sign-in' && session ? link(homeOf(session.person)) : to);
};
