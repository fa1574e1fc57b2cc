import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '#db/connection.ts';
import { givenOrganisation, givenPerson, openTestDatabase } from '#db/testing.ts';
import type { At } from '#lib/server/at.ts';
import { CLIENT, startProvider, type TestProvider } from '#lib/testing/provider.ts';
import { openAccounts, type Accounts } from './accounts.ts';
import { returnFromProvider, startAtProvider } from './provider.ts';
import { openTestBrowser } from './testing.ts';

const ORIGIN = 'http://localhost:3000';

let provider: TestProvider;
let connection: Connection;
let accounts: Accounts;
const at = (): At => ({
	db: connection.db,
	reading: connection.reading,
	today: '2026-11-22',
	now: new Date()
});

beforeAll(async () => {
	connection = openTestDatabase();
	provider = await startProvider();
	provider.sendBackTo(ORIGIN);
	accounts = await openAccounts({
		db: connection.db,
		origin: ORIGIN,
		secret: 'a secret that is long enough for a test',
		demonstration: true,
		oidc: { issuer: provider.issuer, ...CLIENT, name: 'NHSmail' }
	});
});
afterAll(async () => {
	provider.stop();
	await connection.close();
});

/** Signs in at the provider's own pages, as a browser would, and answers where the provider sends the browser back to. */
const walk = async (start: string, login: string): Promise<string> => {
	const jar = new Map<string, string>();
	let url = start;
	let body: URLSearchParams | undefined;
	for (let step = 0; step < 12; step += 1) {
		if (url.startsWith(ORIGIN)) return url;
		const answer = await fetch(url, {
			redirect: 'manual',
			headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
			...(body && { method: 'POST', body })
		});
		for (const line of answer.headers.getSetCookie()) {
			const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
			jar.set(name, value);
		}
		body = undefined;
		const location = answer.headers.get('location');
		if (location) {
			url = new URL(location, url).href;
			continue;
		}
		const page = await answer.text();
		const [, action] = /action="([^"]+)"/.exec(page) ?? [];
		const [, prompt] = /name="prompt" value="([^"]+)"/.exec(page) ?? [];
		if (!action || !prompt) throw new Error(page);
		url = new URL(action, url).href;
		body = new URLSearchParams(prompt === 'login' ? { prompt, login, password: 'any' } : { prompt });
	}
	throw new Error('The provider sent nobody back.');
};

const signIn = async (login: string, next?: string) => {
	const browser = openTestBrowser(accounts, `${ORIGIN}/sign-in/organisation`);
	const back = await walk(await startAtProvider(accounts, browser.asks(), next), login);
	const to = await returnFromProvider(accounts, { ...browser.asks(), url: new URL(back) });
	return { browser, to, back };
};
const invited = async () => {
	const organisation_id = (await givenOrganisation(at())).id;
	return givenPerson(at(), 'contributor', { organisation_id });
};

describe('single sign-on with a real provider', () => {
	it('knows whoever was invited by their confirmed address, now and the next time', async () => {
		const person = await invited();
		const { browser, to } = await signIn(person.email, '/my-work?section=overdue');
		expect(to).toBe('/my-work?section=overdue');
		expect((await browser.is())?.person).toEqual(person);
		const again = await signIn(person.email);
		expect((await again.browser.is())?.person.id).toBe(person.id);
		const kept = await connection.db
			.selectFrom('auth.account')
			.selectAll()
			.where('user_id', '=', person.id ?? 0)
			.execute();
		expect(kept).toHaveLength(1);
		expect(kept[0]).toMatchObject({ access_token: null, refresh_token: null, id_token: null });
	});

	it('refuses who was not invited, and makes nobody', async () => {
		const { browser, to } = await signIn('stranger@example.org');
		expect(to).toBe('/sign-in?refused');
		expect(await browser.is()).toBeUndefined();
		const made = connection.db.selectFrom('person').select('id').where('email', '=', 'stranger@example.org');
		expect(await made.execute()).toEqual([]);
	});

	it('refuses an address that the provider has not confirmed', async () => {
		const person = await invited();
		provider.confirmed.set(person.email, false);
		const { browser, to } = await signIn(person.email);
		expect(to).toBe('/sign-in?refused');
		expect(await browser.is()).toBeUndefined();
	});

	it('refuses who is suspended', async () => {
		const person = await invited();
		await connection.db
			.updateTable('person')
			.set({ suspended_at: new Date() })
			.where('id', '=', person.id ?? 0)
			.execute();
		const { browser, to } = await signIn(person.email);
		expect(to).toBe('/sign-in?refused');
		expect(await browser.is()).toBeUndefined();
	});

	it('takes nobody back in a browser that did not set out, and nobody twice', async () => {
		const person = await invited();
		const { back } = await signIn(person.email);
		const other = openTestBrowser(accounts, back);
		expect(await returnFromProvider(accounts, other.asks())).toBe('/sign-in?refused');
		expect(await other.is()).toBeUndefined();
	});

	it('leads nowhere but to pages of ours', async () => {
		const person = await invited();
		expect((await signIn(person.email, 'https://example.org/')).to).toBe('/sign-in');
		expect((await signIn(person.email, '//example.org')).to).toBe('/sign-in');
	});
});
