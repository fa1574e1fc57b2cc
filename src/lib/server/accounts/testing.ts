import type { Session } from '#db/accounts/sessions.ts';
import * as passwords from '#db/accounts/passwords.ts';
import type { At } from '#lib/server/at.ts';
import { sessionOf } from '#lib/server/session.ts';
import { openAccounts, type Accounts } from './accounts.ts';
import { hashOf } from './passwords.ts';
import type { Browser } from './sign-in.ts';

/** A password as people choose them. */
export const PASSWORD = 'seven green kettles';

/** Gives a person a password to sign in with. */
export const givenPassword = async (at: At, person_id: number | null, password = PASSWORD): Promise<void> =>
	passwords.set(at.db, person_id ?? 0, await hashOf(password, [], 'password'), at.now);

/** The doors of an installation over a test's database. */
export const givenAccounts = (at: At, given: { demonstration?: boolean } = {}): Promise<Accounts> =>
	openAccounts({
		db: at.db,
		origin: 'http://localhost:3000',
		secret: 'a secret that is long enough for a test',
		demonstration: given.demonstration ?? true
	});

/** A browser with its cookies; `asks` is one request of it, `is` tells in which session it is now. */
export const openTestBrowser = (
	accounts: Accounts,
	at = 'http://localhost:3000/sign-in',
	address = '192.0.2.1'
) => {
	const jar = new Map<string, string>();
	const url = new URL(at);
	const cookies: Browser['cookies'] = {
		get: (name) => jar.get(name),
		set: (name, value, { maxAge }) => void (maxAge === 0 ? jar.delete(name) : jar.set(name, value))
	};
	const asks = (now = new Date()): Browser => {
		const cookie = [...jar].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ');
		return { request: new Request(url, { headers: { cookie } }), cookies, url, address, now };
	};
	const is = (now = new Date()): Promise<Session | undefined> => sessionOf(accounts, cookies, url, now);
	return { jar, cookies, url, asks, is };
};
