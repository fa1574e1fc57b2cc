import { beforeAll, describe, expect, it } from 'vitest';
import { givenOrganisation, givenPerson, onBothEngines } from '#db/testing.ts';
import type { Person } from '#lib/domain/person.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Accounts } from './accounts/accounts.ts';
import { SESSION_COOKIE } from './accounts/cookies.ts';
import { signInAsInvented, signInByPassword, signOut } from './accounts/sign-in.ts';
import { givenAccounts, givenPassword, openTestBrowser, PASSWORD } from './accounts/testing.ts';
import { actorOf, stepOf } from './session.ts';

const HOST_COOKIE = `__Host-${SESSION_COOKIE}`;
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);

onBothEngines('signing in', (at) => {
	let accounts: Accounts;
	let contributor: Person;
	beforeAll(async () => {
		accounts = await givenAccounts(at());
		contributor = await somebody();
	});

	const somebody = async (role: 'contributor' | 'verifier' = 'contributor') => {
		const organisation_id = (await givenOrganisation(at())).id;
		const person = await givenPerson(at(), role, role === 'contributor' ? { organisation_id } : {});
		await givenPassword(at(), person.id);
		return person;
	};
	const invented = async () => {
		const organisation = await givenOrganisation(at(), { data_set: 'demonstration' });
		return givenPerson(at(), 'contributor', { data_set: 'demonstration', organisation_id: organisation.id });
	};
	const signedIn = async (person = contributor) => {
		const browser = openTestBrowser(accounts);
		await signInByPassword(accounts, browser.asks(), { email: person.email, password: PASSWORD });
		return browser;
	};

	it('makes somebody who they are, with the roles that they have now', async () => {
		const browser = await signedIn();
		expect((await browser.is())?.person).toEqual(contributor);
	});

	it('takes the address in whatever letters it is typed', async () => {
		const browser = openTestBrowser(accounts);
		const email = contributor.email.toLowerCase();
		await signInByPassword(accounts, browser.asks(), { email, password: PASSWORD });
		expect(await browser.is()).toBeDefined();
	});

	it('says the same whether the account exists, has a password, or neither', async () => {
		const without = await givenPerson(at(), 'registrar');
		const sentences = [];
		for (const [email, password] of [
			[contributor.email, 'seven green cattle'],
			['nobody@example.org', PASSWORD],
			[without.email, PASSWORD]
		] as const) {
			const browser = openTestBrowser(accounts);
			const refusal = await signInByPassword(accounts, browser.asks(), { email, password }).catch((e) => e);
			expect(refusal).toBeInstanceOf(Refusal);
			sentences.push(refusal.message);
			expect(browser.jar.size).toBe(0);
		}
		expect(new Set(sentences).size).toBe(1);
	});

	it('begins a new session each time, and ends the one that the browser had', async () => {
		const browser = await signedIn();
		const first = browser.jar.get(HOST_COOKIE) ?? '';
		await signInByPassword(accounts, browser.asks(), { email: contributor.email, password: PASSWORD });
		const second = browser.jar.get(HOST_COOKIE);
		expect(second).not.toBe(first);
		browser.jar.set(HOST_COOKIE, first);
		expect(await browser.is()).toBeUndefined();
	});

	it('believes no token that it did not sign, nor one that somebody else chose', async () => {
		const browser = openTestBrowser(accounts);
		for (const forged of ['', 'x', 'chosen.AAAA', '%00', `${'a'.repeat(5000)}.b`, '.', 'a.b.c']) {
			browser.jar.set(HOST_COOKIE, forged);
			expect(await browser.is()).toBeUndefined();
		}
		browser.jar.set(HOST_COOKIE, 'chosen.AAAA');
		await signInByPassword(accounts, browser.asks(), { email: contributor.email, password: PASSWORD });
		expect(browser.jar.get(HOST_COOKIE)).not.toContain('chosen');
	});

	it('ends on the server too when somebody signs out', async () => {
		const browser = await signedIn();
		const cookie = browser.jar.get(HOST_COOKIE) ?? '';
		await signOut(accounts, browser.asks());
		expect(browser.jar.has(HOST_COOKIE)).toBe(false);
		browser.jar.set(HOST_COOKIE, cookie);
		expect(await browser.is()).toBeUndefined();
	});

	it('ends after thirty minutes without a question, and after twelve hours whatever is asked', async () => {
		const browser = await signedIn();
		expect(await browser.is(later(29))).toBeDefined();
		expect(await browser.is(later(58))).toBeDefined();
		expect(await browser.is(later(58 + 31))).toBeUndefined();
		const busy = await signedIn();
		for (let minutes = 0; minutes < 12 * 60; minutes += 25)
			expect(await busy.is(later(minutes))).toBeDefined();
		expect(await busy.is(later(12 * 60 + 1))).toBeUndefined();
	});

	it('counts suspension and a change of roles at the very next question', async () => {
		const person = await somebody();
		const browser = await signedIn(person);
		await at().db.deleteFrom('membership').where('person_id', '=', person.id).execute();
		expect((await browser.is())?.person.memberships).toEqual([]);
		await at().db.updateTable('person').set({ suspended_at: at().now }).where('id', '=', person.id).execute();
		expect(await browser.is()).toBeUndefined();
		const again = openTestBrowser(accounts);
		const refused = signInByPassword(accounts, again.asks(), { email: person.email, password: PASSWORD });
		await expect(refused).rejects.toThrow('suspended');
		expect(again.jar.size).toBe(0);
	});

	it('keeps whoever checks, decides or administers from acting until they have set codes up', async () => {
		const browser = await signedIn(await somebody('verifier'));
		const session = await browser.is();
		expect(session && stepOf(session)).toBe('set codes up');
		expect(actorOf(session)).toBeUndefined();
	});

	describe('as somebody invented', () => {
		it('needs one button where the demonstration is shown', async () => {
			const person = await invented();
			const browser = openTestBrowser(accounts);
			await signInAsInvented(accounts, browser.asks(), person.id ?? 0);
			expect(actorOf(await browser.is())).toEqual(person);
		});

		it('is impossible where it is not, and ends what was begun', async () => {
			const person = await invented();
			const browser = openTestBrowser(accounts);
			await signInAsInvented(accounts, browser.asks(), person.id ?? 0);
			const real = await givenAccounts(at(), { demonstration: false });
			const elsewhere = openTestBrowser(real);
			for (const [name, value] of browser.jar) elsewhere.jar.set(name, value);
			expect(await elsewhere.is()).toBeUndefined();
			const refused = signInAsInvented(real, openTestBrowser(real).asks(), person.id ?? 0);
			await expect(refused).rejects.toThrow(Refusal);
		});

		it('never makes anybody a real person', async () => {
			const browser = openTestBrowser(accounts);
			const refused = signInAsInvented(accounts, browser.asks(), contributor.id ?? 0);
			await expect(refused).rejects.toThrow(Refusal);
			expect(browser.jar.size).toBe(0);
		});
	});

	it('is kept apart where the address is not safe', async () => {
		const unsafe = openTestBrowser(accounts, 'http://192.168.1.20:3000/sign-in');
		await signInByPassword(accounts, unsafe.asks(), { email: contributor.email, password: PASSWORD });
		expect([...unsafe.jar.keys()].filter((name) => name.startsWith('__Host-'))).toEqual([]);
		expect(await unsafe.is()).toBeDefined();
		const safe = openTestBrowser(accounts, 'https://followthrough.example.org/');
		for (const [name, value] of unsafe.jar) safe.jar.set(name, value);
		expect(await safe.is()).toBeUndefined();
	});
});
