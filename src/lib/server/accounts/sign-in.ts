import { randomBytes } from 'node:crypto';
import * as sessions from '#db/accounts/sessions.ts';
import * as people from '#db/queries/people.ts';
import type { SignIn } from '#lib/domain/account.ts';
import type { Person } from '#lib/domain/person.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Accounts } from './accounts.ts';
import { give, inward, nameAt, outward, SESSION_COOKIE, signed, tokenOf, type Jar } from './cookies.ts';
import { IDLE_SECONDS_INVENTED } from './limits.ts';
import { slowDown, wasRight } from './throttle.ts';

/** A browser that asks: what it sent, and the cookies that it can be given. */
export type Browser = {
	request: Request;
	cookies: Jar;
	url: URL;
	now: Date;
	/** Where it is. */ address: string;
};

const WRONG = 'The e-mail address or the password is not right. Check both and try again.';
const SUSPENDED = 'Your account is suspended. Ask an administrator to open it again.';

/** The code by which better-auth says why not; undefined for a fault that is not its answer. */
export const codeOf = (thrown: unknown): string | undefined => {
	const body = (thrown as { body?: { code?: unknown } } | undefined)?.body;
	return typeof body?.code === 'string' ? body.code : undefined;
};

/** The headers that better-auth may see: which browser it is, and our cookies of this address. */
export const headersOf = ({ request, url }: Pick<Browser, 'request' | 'url'>): Headers =>
	new Headers({
		cookie: inward(request.headers.get('cookie'), url),
		'user-agent': (request.headers.get('user-agent') ?? '').slice(0, 300)
	});

/** Ends the session that this browser holds, if any, and takes its cookie away. */
export const signOut = async (accounts: Accounts, { cookies, url }: Pick<Browser, 'cookies' | 'url'>) => {
	const token = tokenOf(cookies.get(nameAt(url, SESSION_COOKIE)), accounts.secret);
	if (token) await sessions.end(accounts.db, token);
	give(cookies, url, SESSION_COOKIE, '');
};

/**
 * Signs somebody in by e-mail address and password, always in a new session. Answers the person, or 'code' where a code
 * from their app is asked for first. Refuses in the same words and the same time whether the account exists or not.
 */
export const signInByPassword = async (
	accounts: Accounts,
	browser: Browser,
	{ email, password }: SignIn
): Promise<Person | 'code'> => {
	const tried = { account: email, address: browser.address };
	await slowDown(accounts.db, browser.now, tried);
	const { api } = await accounts.library();
	const answer = await api
		.signInEmail({
			body: { email, password, rememberMe: true },
			headers: headersOf(browser),
			returnHeaders: true
		})
		.catch((thrown: unknown) => {
			const code = codeOf(thrown);
			if (code === 'SUSPENDED') throw new Refusal('not-allowed', SUSPENDED);
			if (code) throw new Refusal('not-allowed', WRONG);
			throw thrown;
		});
	await signOut(accounts, browser);
	outward(answer.headers, browser.cookies, browser.url);
	// The count stands until the code is right too, else a password that is known would buy endless guesses.
	if ('twoFactorRedirect' in answer.response) return 'code';
	await wasRight(accounts.db, tried);
	const person = await people.find(accounts.db, 'register', Number(answer.response.user.id));
	if (!person) throw new Refusal('not-allowed', WRONG);
	return person;
};

/**
 * Signs in as somebody invented, without a password, in a session like any other. Only where the installation shows the
 * demonstration; elsewhere, and for whoever is not invented, refused as if there were nothing here.
 */
export const signInAsInvented = async (
	accounts: Accounts,
	browser: Browser,
	person_id: number
): Promise<Person> => {
	const person = accounts.demonstration
		? await people.find(accounts.db, 'demonstration', person_id)
		: undefined;
	if (!person || person.suspended) throw new Refusal('not-found', 'Choose one of the people below.');
	await signOut(accounts, browser);
	const token = randomBytes(32).toString('base64url');
	await sessions.begin(accounts.db, {
		user_id: person_id,
		token,
		now: browser.now,
		expires_at: new Date(browser.now.getTime() + IDLE_SECONDS_INVENTED * 1000),
		user_agent: browser.request.headers.get('user-agent')?.slice(0, 300) ?? null
	});
	give(browser.cookies, browser.url, SESSION_COOKIE, signed(token, accounts.secret));
	return person;
};
