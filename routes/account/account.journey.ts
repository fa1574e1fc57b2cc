import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
	anOrganisation,
	becomeAdministrator,
	codeNow,
	comeIn,
	headingOf,
	invite,
	linkTo,
	send,
	setCodesUp,
	signIn
} from '#lib/testing/accounts.ts';
import { DESK, expectAccessible, expectFitForEveryScreen, openBrowser, PHONE } from '#lib/testing/browser.ts';
import { startProduct, type Product } from '#lib/testing/product.ts';

const NUALA = { name: 'Nuala Rooke', email: 'nuala@example.org', password: 'seven green kettles' };
const DEV = { name: 'Dev Marrow', email: 'dev@example.org', password: 'nine blue lanterns' };

let product: Product;
let browser: Browser;
let administrator: Page;
let page: Page;
beforeAll(async () => {
	product = await startProduct();
	browser = await openBrowser();
	administrator = await open();
	await becomeAdministrator(administrator, product, NUALA);
	page = await open();
	const link = await invite(administrator, DEV, 'contributor', await anOrganisation(product));
	await comeIn(page, link, DEV.password);
}, 240_000);
afterAll(async () => {
	await browser?.close();
	await product?.stop();
});

const open = async (options: BrowserContextOptions = DESK) =>
	(await browser.newContext({ ...options, baseURL: product.origin })).newPage();
const said = () => page.getByRole('status').innerText();

test('the account pages are accessible and fit the screens of a desk and a phone', async () => {
	for (const path of ['/account', '/account/second-factor']) {
		await page.goto(path);
		await expectFitForEveryScreen(page);
	}
	await page.getByLabel('Your password').fill(DEV.password);
	await send(page, 'Begin');
	await page.getByRole('heading', { name: 'Keep your recovery codes' }).waitFor();
	await expectFitForEveryScreen(page);
});

test('the other places where one is signed in are left with one button', async () => {
	const others = [await open(PHONE), await open({ ...PHONE, javaScriptEnabled: false })];
	for (const other of others) await signIn(other, DEV);
	await page.goto('/account');
	expect(await page.getByRole('button', { name: 'Sign out there' }).count()).toBe(2);
	await send(page, 'Sign out everywhere else');
	expect(await said()).toBe('Signed out there.');
	for (const other of others) {
		await other.goto('/my-work');
		expect(await headingOf(other)).toBe('Sign in');
		await other.context().close();
	}
});

test('a new e-mail address counts once somebody reads there, and the old one is told', async () => {
	const [old, email] = [DEV.email, 'dev.marrow@example.org'];
	await page.goto('/account');
	await page.getByLabel('New e-mail address').fill(email);
	await page.getByLabel('Your password', { exact: true }).fill('wrong password');
	await send(page, 'Send a link there');
	expect(await page.getByRole('alert').innerText()).toContain('The password is not right.');
	await page.getByLabel('Your password', { exact: true }).fill(DEV.password);
	await send(page, 'Send a link there');
	expect(await said()).toContain('Nothing changes until you follow it.');
	expect(await page.locator('main').innerText()).toContain(old);

	const link = await linkTo(administrator, email);
	await page.goto(link);
	await expectAccessible(page);
	await send(page, 'Confirm');
	expect(await said()).toBe('From now on you sign in with this address.');
	expect((await page.goto(link))?.status()).toBe(404);
	expect(await linkTo(administrator, old)).toBe('/sign-in/forgotten');
	DEV.email = email;
	const again = await open();
	await signIn(again, DEV);
	expect(await headingOf(again)).toBe('My work');
});

test('a new password ends the other sessions and not this one', async () => {
	const other = await open();
	await signIn(other, DEV);
	await page.goto('/account');
	await page.getByLabel('Your password now').fill(DEV.password);
	DEV.password = 'eleven slow otters';
	await page.getByLabel('New password').fill(DEV.password);
	await send(page, 'Save the password');
	expect(await said()).toContain('Your password is changed.');
	await other.goto('/my-work');
	expect(await headingOf(other)).toBe('Sign in');
	await signIn(other, DEV);
	expect(await headingOf(other)).toBe('My work');
});

test('who need not have codes turns them on, makes new recovery codes, and turns them off', async () => {
	await page.goto('/account/second-factor');
	const { secret } = await setCodesUp(page, DEV.password);
	expect(await said()).toBe('Codes are on.');
	await page.goto('/account/second-factor');
	await expectAccessible(page);
	await page.getByLabel('Your password').fill(DEV.password);
	await send(page, 'Make new recovery codes');
	const codes = await page.locator('.codes code').allInnerTexts();
	expect(new Set(codes).size).toBe(10);
	const other = await open(PHONE);
	await signIn(other, DEV);
	await other.getByLabel('Code').fill(codeNow(secret));
	await send(other, 'Continue');
	expect(await headingOf(other)).toBe('My work');
	await page.goto('/account/second-factor');
	await page.getByLabel('Your password').fill(DEV.password);
	await send(page, 'Turn codes off');
	expect(await said()).toBe('Codes are off.');
});

test('a view is saved by a name, found again, and told of each month', async () => {
	await page.goto('/progress?kind=recommendation');
	await page.getByText('Save this view').click();
	await page.getByLabel('What will you call it?').fill('What was recommended');
	await send(page, page.locator('form[action*="save"]').getByRole('button'));
	expect(await said()).toContain('Saved.');
	await send(page, page.getByRole('button', { name: 'E-mail me each month' }));
	expect(await page.locator('.views').innerText()).toContain('e-mail each month');
	await expectFitForEveryScreen(page);
	expect(await page.getByRole('link', { name: 'What was recommended' }).getAttribute('href')).toContain(
		'/progress?kind=recommendation'
	);
});
