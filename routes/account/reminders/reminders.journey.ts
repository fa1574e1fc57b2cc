import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESK, expectAccessible, expectNoSidewaysScroll, openBrowser, PHONE } from '#lib/testing/browser.ts';
import { startProduct, type Product } from '#lib/testing/product.ts';
import { signInAs, type Heading } from '#lib/testing/sign-in.ts';

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

const DATA = '?data=demonstration';
const NO_JAVASCRIPT: BrowserContextOptions = { javaScriptEnabled: false };

const somebody = async (role: Heading, options: BrowserContextOptions, place = 0): Promise<Page> => {
	const context = await browser.newContext({ ...options, baseURL: product.origin });
	const page = await context.newPage();
	await signInAs(page, role, place);
	return page;
};

/** axe needs JavaScript in the page; the width does not. */
const expectSound = async (page: Page, { javaScriptEnabled }: BrowserContextOptions) => {
	if (javaScriptEnabled !== false) await expectAccessible(page);
	await expectNoSidewaysScroll(page);
};

const group = (page: Page, name: string) => page.getByRole('group', { name });
const DIGEST = 'On Mondays: what is due';
const NOTICES = 'At once: what is returned, decided or waits for you';

test.each([
	['desk', DESK],
	['phone, without JavaScript', { ...PHONE, ...NO_JAVASCRIPT }]
])(
	'on a %s somebody finds from their work what they are told, and chooses otherwise',
	async (screen, options) => {
		const page = await somebody('Contributors', options, screen === 'desk' ? 0 : 1);
		await page.goto(`/my-work${DATA}`);
		await page.getByRole('link', { name: 'Reminders and calendar' }).click();
		await page.getByRole('heading', { name: 'Reminders and calendar' }).waitFor();
		expect(await group(page, DIGEST).getByLabel('Yes').isChecked()).toBe(true);
		await expectSound(page, options);

		await group(page, DIGEST).getByLabel('No').check();
		await page.getByRole('button', { name: 'Save' }).click();
		expect(await page.getByRole('status').innerText()).toContain('Saved.');
		expect(await group(page, DIGEST).getByLabel('No').isChecked()).toBe(true);
		expect(await group(page, NOTICES).getByLabel('Yes').isChecked()).toBe(true);
		await page.context().close();
	}
);

test.each([
	['desk', DESK],
	['phone, without JavaScript', { ...PHONE, ...NO_JAVASCRIPT }]
])('on a %s somebody makes the address of their calendar, renews it and ends it', async (screen, options) => {
	const page = await somebody('Contributors', options, screen === 'desk' ? 2 : 3);
	await page.goto(`/account/reminders${DATA}`);
	await page.getByRole('button', { name: 'Make an address' }).click();
	const shown = page.locator('.address');
	const first = await shown.innerText();
	await expectSound(page, options);

	const answer = await fetch(first);
	expect(answer.status).toBe(200);
	expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
	expect(answer.headers.get('cache-control')).toBe('private, no-store');
	const file = await answer.text();
	expect(file).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/);
	expect(file).toContain('DTSTART;VALUE=DATE:');
	expect(file.replaceAll('\r\n ', '')).toMatch(/URL:http:\S+\/my-work\/\d+\?data=demonstration/);

	await page.goto(`/account/reminders${DATA}`);
	expect(await shown.count()).toBe(0);
	await page.getByRole('button', { name: 'Make a new address' }).click();
	const second = await shown.innerText();
	expect((await fetch(first)).status).toBe(404);
	expect((await fetch(second)).status).toBe(200);

	await page.getByRole('button', { name: 'End the address' }).click();
	expect(await page.getByRole('status').innerText()).toContain('has ended');
	expect((await fetch(second)).status).toBe(404);
	expect((await fetch(`${product.origin}/calendar/${'x'.repeat(43)}.ics`)).status).toBe(404);
	await page.context().close();
});

test('what a contributor claims is in the outbox, which an invented administrator reads and nobody else', async () => {
	const contributor = await somebody('Contributors', { ...DESK, ...NO_JAVASCRIPT }, 4);
	await contributor.goto(`/my-work${DATA}&section=overdue`);
	const card = contributor
		.locator('.ft-card', { hasText: 'in progress' })
		.filter({ hasText: 'accepted' })
		.first();
	await contributor.goto((await card.getByRole('link').getAttribute('href')) ?? '');
	await contributor.getByRole('radio', { name: 'delivered' }).check();
	await contributor.getByLabel('In your own words').fill('Every ward does this now.');
	await contributor.getByLabel('Link to evidence').fill('https://example.org/audit-of-november');
	await contributor.getByRole('button', { name: 'Save' }).click();
	await contributor.getByRole('status').waitFor();

	for (const options of [DESK, { ...PHONE, ...NO_JAVASCRIPT }]) {
		const administrator = await somebody('Administrators', options);
		await administrator.goto(`/admin/outbox${DATA}`);
		await administrator.getByText('A claim waits for your signature').first().waitFor();
		await administrator.getByText('Read it').first().click();
		await expectSound(administrator, options);
		await administrator.goto(`/admin/jobs${DATA}`);
		await administrator.getByRole('heading', { name: 'Work in the background' }).waitFor();
		await expectSound(administrator, options);
		await administrator.context().close();
	}

	for (const path of ['/admin/outbox', '/admin/jobs'])
		expect((await contributor.goto(path + DATA))?.status(), path).toBe(404);
	const anybody = await (await browser.newContext({ baseURL: product.origin })).newPage();
	for (const path of ['/admin/outbox', '/admin/jobs', '/account/reminders']) {
		await anybody.goto(path + DATA);
		expect(await anybody.getByRole('heading', { name: /Outbox|background|Reminders/ }).count(), path).toBe(0);
	}
});
