import type { RequestEvent } from '@sveltejs/kit';
import { theInstallation } from '#lib/server/installation.ts';
import type { Accounts } from './accounts.ts';
import type { Browser } from './sign-in.ts';

/** By what people are let in to this installation, and the browser that asks. */
export const here = (
	event: Pick<RequestEvent, 'request' | 'cookies' | 'url' | 'locals' | 'getClientAddress'>
): { accounts: Accounts; browser: Browser } => {
	const { request, cookies, url, locals } = event;
	const address = event.getClientAddress();
	return {
		accounts: theInstallation().accounts,
		browser: { request, cookies, url, address, now: locals.now }
	};
};
