import { redirect } from '@sveltejs/kit';
import { here } from '#lib/server/accounts/here.ts';
import { startAtProvider } from '#lib/server/accounts/provider.ts';
import { nothingHere } from '#lib/server/session.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { accounts, browser } = here(event);
	if (!accounts.provider) return nothingHere();
	redirect(303, await startAtProvider(accounts, browser, event.url.searchParams.get('next') ?? undefined));
};
