import type { RequestEvent } from '@sveltejs/kit';
import { theInstallation } from '#lib/server/installation.ts';
import type { Accounts } from './accounts.ts';
import type { Browser } from './sign-in.ts';

/** By what people are let in to this installation, and the browser that asks. */
export const here = (
	event: Pick<RequestEvent, 'request' | 'cookies' | 'url' | 'locals'>
): { accounts: Accounts; browser: Browser } => {
	const { request, cookies, url, locals } = event;
	return { accounts: theInstallation().accounts, browser: { request, cookies, url, now: locals.now } };
};
