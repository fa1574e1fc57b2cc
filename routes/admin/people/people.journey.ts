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
	setCodesUp,
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
const VERA = { name: 'Vera Lindqvist', email: 'vera@example.org', password: 'eleven slow otters' };

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
const openPersonOf = async ({ name }: { name: string }) => {
	await administrator.goto(`/admin/people?q=${encodeURIComponent(name)}`);
	await administrator.goto((await administrator.getByRole('link', { name }).getAttribute('href')) ?? '');
};
const said = () => administrator.getByRole('status').innerText();

test('an invitation says what is missing, and goes out once it is there', async () => {
	await administrator.goto('/admin/people/invite');
	await administrator.getByLabel('Name', { exact: true }).fill(DEV.name);
	await administrator.getByLabel('E-mail address').fill(DEV.email);
	await administrator.getByRole('radio', { name: 'contributor', exact: true }).check();
	await send(administrator, 'Invite');
	expect(await administrator.getByRole('alert').innerText()).toContain('for which organisation');
	await administrator.getByLabel('Organisation').fill(await anOrganisation(product));
	await send(administrator, 'Invite');
	expect(await said()).toContain('Invited. A link is on its way');
	const page = await open();
	await comeIn(page, await linkTo(administrator, DEV.email), DEV.password);
	expect(await headingOf(page)).toBe('My work');
});

test('the pages for people are accessible and fit the screens of a desk and a phone', async () => {
	for (const path of ['/admin/people', '/admin/people?q=nobody+of+this+name', '/admin/people/invite']) {
		await administrator.goto(path);
		await expectFitForEveryScreen(administrator);
	}
	await openPersonOf(DEV);
	await expectFitForEveryScreen(administrator);
});

test('who is suspended is out at the very next click, and is told so at the door', async () => {
	const page = await open();
	await signIn(page, DEV);
	expect(await headingOf(page)).toBe('My work');
	await openPersonOf(DEV);
	await send(administrator, 'Suspend Dev Marrow');
	expect(await said()).toContain('Suspended. Wherever');
	await expectAccessible(administrator);
	await page.getByRole('link', { name: DEV.name }).click();
	await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
	await signIn(page, DEV);
	expect(await page.getByRole('alert').innerText()).toContain('suspended');
	await send(administrator, 'Open the account again');
	await signIn(page, DEV);
	expect(await headingOf(page)).toBe('My work');
});

test('who lost phone and recovery codes sets codes up anew, once an administrator has said why', async () => {
	const page = await open(PHONE);
	await comeIn(page, await invite(administrator, VERA, 'verifier'), VERA.password);
	await setCodesUp(page, VERA.password);
	expect(await headingOf(page)).toBe('Board');

	await openPersonOf(VERA);
	await administrator.getByText('They have lost their phone').click();
	await send(administrator, 'Reset their codes');
	expect(await administrator.getByRole('alert').innerText()).toContain('how you made sure that it is they');
	await expectAccessible(administrator);
	await administrator.getByLabel('how did you make sure').fill('She came to my desk and showed her card.');
	await send(administrator, 'Reset their codes');
	expect(await said()).toContain('Their codes are reset');
	expect(await administrator.getByText('They have lost their phone').count()).toBe(0);

	await page.goto('/board/claims');
	expect(await headingOf(page)).toBe('Sign in');
	await signIn(page, VERA);
	expect(await headingOf(page)).toBe('Set up codes');
	await setCodesUp(page, VERA.password);
	await administrator.goto('/admin/outbox');
	await administrator
		.getByText('An administrator has reset the codes')
		.first()
		.waitFor({ state: 'attached' });
});

test('an approver of the demonstration manages the own colleagues, on a phone without JavaScript', async () => {
	const page = await open({ ...PHONE, javaScriptEnabled: false });
	await page.goto('/sign-in?data=demonstration');
	await page.locator('h2:text-is("Approvers") + p + ul button').first().click();
	await page.goto('/my-work/people?data=demonstration');
	await expectNoSidewaysScroll(page);
	await page.getByLabel('Name', { exact: true }).fill('Tomas Quill');
	await page.getByLabel('E-mail address', { exact: true }).fill('tomas.quill@demonstration.example');
	await page.getByRole('radio', { name: 'Contributor' }).check();
	await send(page, 'Invite');
	const tomas = page.locator('li', { hasText: 'Tomas Quill' });
	expect(await tomas.innerText()).toContain('contributor');
	await send(page, tomas.getByRole('button', { name: /Make approver/ }));
	expect(await tomas.innerText()).toContain('approver');
	await send(page, tomas.getByRole('button', { name: /Remove/ }));
	expect(await tomas.count()).toBe(0);

	// To name the chair, both name and address are asked for.
	const chair = page.locator('.nhsuk-summary-list__row', { hasText: 'Chair' });
	await chair.getByText('Name the chair').click();
	await chair.getByLabel('Name of the chair').fill('Dr Ines Oakes');
	await send(page, chair.getByRole('button', { name: 'Save the chair' }));
	expect(await page.getByRole('alert').innerText()).toContain('address to which a letter goes');
	await chair.getByLabel('E-mail address of the chair').fill('chair@demonstration.example');
	await send(page, chair.getByRole('button', { name: 'Save the chair' }));
	expect(await chair.innerText()).toContain('chair@demonstration.example');
	await expectNoSidewaysScroll(page);
});
