import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeNow, headingOf, send, setUpPath, signIn } from '#lib/testing/accounts.ts';
import {
	DESK,
	expectAccessible,
	expectFitForEveryScreen,
	expectNoSidewaysScroll,
	openBrowser,
	PHONE
} from '#lib/testing/browser.ts';
import { startProduct, type Product } from '#lib/testing/product.ts';

let product: Product;
let browser: Browser;
beforeAll(async () => {
	product = await startProduct();
	browser = await openBrowser();
}, 240_000);
afterAll(async () => {
	await browser?.close();
	await product?.stop();
});

const NUALA = { name: 'Nuala Rooke', email: 'nuala@example.org', password: 'seven green kettles' };
const PHONE_WITHOUT: BrowserContextOptions = { ...PHONE, javaScriptEnabled: false };
const hers = { secret: '', recovery: '' };

const open = async (options: BrowserContextOptions = DESK) =>
	(await browser.newContext({ ...options, baseURL: product.origin })).newPage();
const sessionCookie = async (page: Page) =>
	(await page.context().cookies()).find(({ name }) => name === '__Host-followthrough.session_token');

test('the page that sets the product up is accessible and fits the screens of a desk and a phone', async () => {
	const page = await open();
	await page.goto(setUpPath(product));
	expect(await headingOf(page)).toBe('Set Followthrough up');
	await expectFitForEveryScreen(page);
});

test('the first administrator comes in once, on a phone without JavaScript, and sets codes up before anything else', async () => {
	const path = setUpPath(product);
	const page = await open(PHONE_WITHOUT);
	await page.goto(path);
	await page.getByLabel('Your name').fill(NUALA.name);
	await page.getByLabel('E-mail address').fill(NUALA.email);
	await page.getByLabel('Choose a password').fill('password1234');
	await send(page, 'Become the administrator');
	expect(await page.getByRole('alert').innerText()).toContain('one of the first that somebody would try');
	await page.getByLabel('Choose a password').fill(NUALA.password);
	await send(page, 'Become the administrator');
	expect(await headingOf(page)).toBe('Set up codes');

	for (const elsewhere of ['/admin/people', '/recommendations', '/my-work']) {
		await page.goto(elsewhere);
		expect(await headingOf(page), elsewhere).toBe('Set up codes');
	}
	const before = await sessionCookie(page);
	await page.getByLabel('Your password').fill(NUALA.password);
	await send(page, 'Begin');
	await expectNoSidewaysScroll(page);
	hers.secret = await page.locator('code.secret').innerText();
	hers.recovery = await page.locator('.codes code').first().innerText();
	await page.getByLabel('Code', { exact: true }).fill('a code');
	await send(page, 'Turn codes on');
	expect(await page.getByRole('alert').innerText()).toContain('This code is not right');
	await page.getByLabel('Code', { exact: true }).fill(codeNow(hers.secret));
	await send(page, 'Turn codes on');
	expect(await headingOf(page)).toBe('People');
	const after = await sessionCookie(page);
	expect(after?.value).not.toBe(before?.value);
	const safely = { httpOnly: true, secure: true, sameSite: 'Lax', path: '/', domain: 'localhost' };
	expect(after).toMatchObject(safely);

	expect((await (await open()).goto(path))?.status()).toBe(404);
});

test('a code is asked for after the password, and a recovery code does once', async () => {
	const page = await open();
	await signIn(page, NUALA);
	expect(await headingOf(page)).toBe('Enter a code');
	await expectAccessible(page);
	await page.goto('/admin/people');
	expect(await headingOf(page)).toBe('Sign in');
	await signIn(page, NUALA);
	await page.getByLabel('Code').fill(hers.recovery);
	await send(page, 'Continue');
	expect(await headingOf(page)).toBe('People');

	const again = await open(PHONE);
	await signIn(again, NUALA);
	await expectAccessible(again);
	await again.getByLabel('Code').fill(hers.recovery);
	await send(again, 'Continue');
	expect(await again.getByRole('alert').innerText()).toContain('This code is not right');
	await expectNoSidewaysScroll(again);
});

test('without JavaScript a code from the app leads on to the page that was asked for', async () => {
	const page = await open(PHONE_WITHOUT);
	await page.goto('/admin/people/invite');
	await signIn(page, NUALA, page.url());
	await page.getByLabel('Code').fill(codeNow(hers.secret));
	await send(page, 'Continue');
	expect(await headingOf(page)).toBe('Invite somebody');
});
