import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
	anOrganisation,
	becomeAdministrator,
	comeIn,
	headingOf,
	invite,
	linkTo,
	send,
	signIn
} from '#lib/testing/accounts.ts';
import {
	DESK,
	expectAccessible,
	expectFitForEveryScreen,
	expectNoSidewaysScroll,
	openBrowser,
	PHONE
} from '#lib/testing/browser.ts';
import { startProduct, type Product } from '#lib/testing/product.ts';

const NUALA = { name: 'Nuala Rooke', email: 'nuala@example.org', password: 'seven green kettles' };
const DEV = { name: 'Dev Marrow', email: 'dev@example.org', password: 'nine blue lanterns' };
const PHONE_WITHOUT: BrowserContextOptions = { ...PHONE, javaScriptEnabled: false };
const COOKIE = '__Host-followthrough.session_token';

let product: Product;
let browser: Browser;
let administrator: Page;
beforeAll(async () => {
	product = await startProduct();
	browser = await openBrowser();
	administrator = await open();
	await becomeAdministrator(administrator, product, NUALA);
}, 240_000);
afterAll(async () => {
	await browser?.close();
	await product?.stop();
});

const open = async (options: BrowserContextOptions = DESK) =>
	(await browser.newContext({ ...options, baseURL: product.origin })).newPage();
const sessionOf = async (page: Page) =>
	(await page.context().cookies()).find(({ name }) => name === COOKIE)?.value;

test('who is invited chooses a password by a link, on a phone without JavaScript; the link works once', async () => {
	const link = await invite(administrator, DEV, 'contributor', await anOrganisation(product));
	const page = await open(PHONE_WITHOUT);
	await page.goto(link);
	expect(await headingOf(page)).toBe('Welcome, Dev Marrow');
	await expectNoSidewaysScroll(page);
	await comeIn(page, link, DEV.password);
	expect(await headingOf(page)).toBe('My work');
	expect((await (await open()).goto(link))?.status()).toBe(404);
});

test('what is typed before the page’s program has arrived is still there afterwards', async () => {
	const page = await open();
	let arrive = () => {};
	const arrived = new Promise<void>((resolve) => (arrive = resolve));
	await page.route('**/_app/immutable/**/*.js', async (route) => {
		await arrived;
		await route.continue();
	});
	await page.goto('/sign-in', { waitUntil: 'commit' });
	await page.getByLabel('E-mail address').fill(DEV.email);
	await page.getByLabel('Password', { exact: true }).fill(DEV.password);
	arrive();
	// SvelteKit adds this once the page is its own.
	await page.locator('#svelte-announcer').waitFor({ state: 'attached' });
	expect(await page.getByLabel('E-mail address').inputValue()).toBe(DEV.email);
	await send(page, 'Sign in');
	expect(await headingOf(page)).toBe('My work');
});

test('the page that was asked for comes after signing in, and no page of anybody else', async () => {
	const page = await open();
	await page.goto('/my-work?section=overdue');
	expect(await headingOf(page)).toBe('Sign in');
	await signIn(page, DEV, page.url());
	expect(await headingOf(page)).toBe('My work');
	expect(new URL(page.url()).search).toBe('?section=overdue');
	for (const next of [
		'https://example.org/',
		'//example.org',
		'/\\example.org',
		'/%5cexample.org',
		'javascript:alert(1)',
		'/\t/example.org',
		'/.//example.org'
	]) {
		const answer = await fetch(`${product.origin}/sign-in?/in&next=${encodeURIComponent(next)}`, {
			method: 'POST',
			redirect: 'manual',
			headers: { origin: product.origin, accept: 'text/html' },
			body: new URLSearchParams({ email: DEV.email, password: DEV.password })
		});
		expect(answer.status, next).toBe(303);
		const to = new URL(answer.headers.get('location') ?? '', product.origin);
		expect(to.origin, next).toBe(product.origin);
	}
});

test('a session that somebody else chose is never signed in, and one that has ended stays ended', async () => {
	const page = await open();
	await page.goto('/sign-in');
	const { hostname: domain } = new URL(product.origin);
	const chosen = { name: COOKIE, domain, path: '/', secure: true, httpOnly: true, sameSite: 'Lax' as const };
	await page.context().addCookies([{ ...chosen, value: 'chosen.by-somebody-else' }]);
	await signIn(page, DEV);
	const value = (await sessionOf(page)) ?? '';
	expect(value).not.toContain('chosen');
	await send(page, page.getByRole('button', { name: 'Sign out' }));
	expect(await sessionOf(page)).toBeUndefined();
	await page.context().addCookies([{ ...chosen, value }]);
	await page.goto('/my-work');
	expect(await headingOf(page)).toBe('Sign in');
});

test('a forgotten password is chosen anew; the answer is the same for an address that nobody has', async () => {
	const sentences = new Set<string>();
	for (const email of ['nobody@example.org', DEV.email]) {
		const page = await open(PHONE_WITHOUT);
		await page.goto('/sign-in/forgotten');
		await page.getByLabel('E-mail address').fill(email);
		await send(page, 'Send the link');
		sentences.add(await page.locator('main').innerText());
		await expectNoSidewaysScroll(page);
	}
	expect(sentences.size).toBe(1);
	await expect.poll(() => linkTo(administrator, DEV.email), { timeout: 30_000 }).toContain('/new-password/');
	const page = await open(PHONE);
	await page.goto(await linkTo(administrator, DEV.email));
	await expectAccessible(page);
	await expectNoSidewaysScroll(page);
	DEV.password = 'eleven slow otters';
	await page.getByLabel('New password').fill(DEV.password);
	await send(page, 'Save and sign in');
	expect(await headingOf(page)).toBe('My work');
});

test('the pages before one is signed in are accessible and fit the screens of a desk and a phone', async () => {
	const page = await open();
	for (const path of ['/sign-in', '/sign-in/forgotten', '/sign-in/code']) {
		await page.goto(path);
		await expectFitForEveryScreen(page);
	}
});

// Last, since this address is slowed down by it.
test('many tries slow down, whatever a browser says about where it is', async () => {
	const isSlowed = async (n: number, email: string) => {
		const answer = await fetch(`${product.origin}/sign-in?/in`, {
			method: 'POST',
			headers: {
				origin: product.origin,
				accept: 'text/html',
				'x-forwarded-for': `198.51.100.${n}`,
				'x-followthrough-address': `203.0.113.${n}`
			},
			body: new URLSearchParams({ email, password: 'wrong password' })
		});
		return (await answer.text()).includes('There were many tries');
	};
	const account: boolean[] = [];
	for (let n = 0; n < 8; n += 1) account.push(await isSlowed(n, 'slow@example.org'));
	expect(account).toContain(true);
	const address = Array.from({ length: 40 }, (_, n) => isSlowed(n, `many-${n}@example.org`));
	expect(await Promise.all(address)).toContain(true);
});
