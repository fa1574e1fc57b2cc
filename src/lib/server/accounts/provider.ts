import { ownPath } from '#lib/domain/account.ts';
import { PROVIDER, type Accounts } from './accounts.ts';
import { outward } from './cookies.ts';
import { headersOf, signOut, type Browser } from './sign-in.ts';

const REFUSED = '/sign-in?refused';

/** Where the browser goes to sign in with its organisation's provider; `next` is a path of ours to come back to. */
export const startAtProvider = async (
	accounts: Accounts,
	browser: Browser,
	next: string | undefined
): Promise<string> => {
	const { api } = await accounts.library();
	const { headers, response } = await api.signInSocial({
		body: {
			provider: PROVIDER,
			callbackURL: ownPath(next) ?? '/sign-in',
			errorCallbackURL: REFUSED,
			disableRedirect: true
		},
		headers: headersOf(browser),
		returnHeaders: true
	});
	outward(headers, browser.cookies, browser.url);
	return response.url ?? REFUSED;
};

/**
 * Takes back a browser that comes from the provider, in a new session, and answers where it goes on to. Who was not
 * invited, or whose address the provider has not confirmed, goes to the sign-in page, which says so.
 */
export const returnFromProvider = async (accounts: Accounts, browser: Browser): Promise<string> => {
	const { handler } = await accounts.library();
	const answer = await handler(new Request(browser.url, { headers: headersOf(browser) }));
	const location = answer.headers.get('location') ?? REFUSED;
	const to = ownPath(location) ?? REFUSED;
	if (to.startsWith(REFUSED)) return REFUSED;
	await signOut(accounts, browser);
	outward(answer.headers, browser.cookies, browser.url);
	return to;
};
