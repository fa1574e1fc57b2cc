import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { send } from '#lib/testing/accounts.ts';
import { DESK, expectAccessible, expectNoSidewaysScroll, openBrowser, PHONE } from '#lib/testing/browser.ts';
import { startProduct, type Product } from '#lib/testing/product.ts';
import { signInAs } from '#lib/testing/sign-in.ts';

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
const TABLET: BrowserContextOptions = { ...DESK, viewport: { width: 768, height: 1024 } };
const WITHOUT: BrowserContextOptions = { ...PHONE, javaScriptEnabled: false };

const board = async (options: BrowserContextOptions): Promise<Page> => {
	const page = await (await browser.newContext({ ...options, baseURL: product.origin })).newPage();
	await signInAs(page, 'Board');
	return page;
};
const said = (page: Page) => page.getByRole('status').innerText();
const fits = async (page: Page) => {
	await expectAccessible(page);
	await expectNoSidewaysScroll(page);
};

/** Chooses a decision by its key, and saves it by another. */
const decide = async (page: Page, key: string): Promise<void> => {
	await page.getByRole('button', { name: 'Turn the keys off' }).waitFor();
	await page.keyboard.press(key);
	await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
};

test('the board decides, assigns to a set after seeing who gets it, and puts first what matters most', async () => {
	const page = await board(DESK);
	expect(new URL(page.url()).pathname).toBe('/board');
	await fits(page);
	await page.getByRole('navigation', { name: 'Board' }).getByRole('link', { name: 'Inbox' }).click();
	await page.getByRole('heading', { name: /missing to follow it up/i }).waitFor();
	await fits(page);
	await send(page, 'Save the decision');
	expect(await page.getByRole('alert').innerText()).toContain('Choose what the board decides');
	await page.getByRole('radio', { name: 'Adopt' }).check();
	await fits(page);
	await send(page, 'Save the decision');
	expect(await said(page)).toContain('is adopted');

	await page.setViewportSize(TABLET.viewport ?? { width: 768, height: 1024 });
	await page.getByRole('link', { name: 'Assign it now' }).click();
	await page.getByRole('heading', { name: /Assign X-/ }).waitFor();
	await page.getByRole('checkbox').first().check();
	await page.getByLabel('To be done by').fill('2031-03-31');
	await page.getByRole('button', { name: 'Show who gets what' }).click();
	const assign = page.getByRole('button', { name: /^Assign to \d/ });
	await assign.waitFor();
	await fits(page);
	await send(page, assign);
	expect(await said(page)).toMatch(/Assigned to \d+\./);
	expect(await page.locator('main').innerText()).toContain('nobody has joined since');

	await page.goto(`/board/priorities${DATA}`);
	await fits(page);
	expect(await page.locator('main').innerText()).toMatch(/Among the first 20 under .* of the weightings/);
	await page.locator('main ol h2 a').first().click();
	await page.getByLabel('Cost', { exact: true }).selectOption('0');
	await page.getByLabel('What do the scores rest on?').fill('The price of June.');
	await send(page, 'Save the scores');
	expect(await said(page)).toContain('Saved');
	expect(await page.locator('main').innerText()).toContain('The price of June.');
	await fits(page);
	await page.goto(`/board/priorities/weights${DATA}`);
	await page.getByLabel('Cost', { exact: true }).fill('90');
	await page.getByLabel('Why does the board weigh so?').fill('Money is short.');
	await fits(page);
	await send(page, 'Weigh so from now on');
	expect(await page.locator('main').innerText()).toContain('Money is short.');
});

test('twenty are decided by the keyboard alone, and the board thinks again about some of them', async () => {
	const page = await board(TABLET);
	await page.goto(`/board/inbox${DATA}`);
	await fits(page);
	await page.getByRole('button', { name: 'Turn the keys off' }).waitFor();
	const first = page.url();
	await Promise.all([page.waitForURL((url) => url.href !== first), page.keyboard.press('j')]);
	const second = page.url();
	await Promise.all([page.waitForURL((url) => url.href !== second), page.keyboard.press('k')]);

	const decided: string[] = [];
	for (let n = 0; decided.length < 20; n += 1) {
		const waits = await page.getByText('What does the board decide?').count();
		if (waits === 0) break;
		await decide(page, n % 5 === 3 ? 'd' : 'a');
		decided.push(await said(page));
	}
	expect(decided.filter((words) => words.includes('is adopted')).length).toBeGreaterThan(8);
	// What waited is used up: the rest is thought about again, from the page of a decision.
	await page.goto(`/recommendations${DATA}`);
	const others = await page
		.locator('main article a[href*="/recommendations/"]')
		.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname.split('/').at(-1)));
	for (const slug of new Set(others)) {
		if (decided.length >= 20) break;
		await page.goto(`/board/inbox/${slug}${DATA}`);
		if ((await page.getByRole('radio', { name: 'Defer' }).count()) === 0) continue;
		await decide(page, 'd');
		decided.push(await said(page));
		expect(decided.at(-1)).toContain('is deferred');
	}
	expect(decided).toHaveLength(20);
	expect(await page.locator('main').innerText()).toContain('Decided before');

	await page.getByRole('button', { name: 'Turn the keys off' }).click();
	await page.keyboard.press('a');
	expect(await page.locator('input[name=disposition]:checked').count()).toBe(0);
});

test('a decision is taken without JavaScript, on a phone', async () => {
	const page = await board(WITHOUT);
	await page.goto(`/recommendations${DATA}`);
	await page.locator('main article a[href*="/recommendations/"]').first().click();
	await page.getByRole('link', { name: 'Decide about it for the board' }).click();
	const choice = page.locator('input[name=disposition]').first();
	const value = await choice.getAttribute('value');
	await choice.check();
	const shown = page.locator('.ft-reveal:visible');
	if (value === 'merged') await shown.getByLabel(/reference/i).fill('X-COM-1/1');
	await shown.getByLabel('Or in your own words').fill('We know more now.');
	await expectNoSidewaysScroll(page);
	await send(page, 'Save the decision');
	expect(await page.locator('main').innerText()).toContain('We know more now.');
});
