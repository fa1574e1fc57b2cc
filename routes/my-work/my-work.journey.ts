import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, dayOf } from '#lib/domain/day.ts';
import { DESK, expectAccessible, expectFitForEveryScreen, openBrowser, PHONE } from '#lib/testing/browser.ts';
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

const open = async (options: BrowserContextOptions) => {
	const context = await browser.newContext({ ...options, baseURL: product.origin });
	return context.newPage();
};

/** A browser in the hands of one of the people whom the sign-in page offers: the first of the role, or the one at `place`. */
const somebody = async (role: Heading, options: BrowserContextOptions = DESK, place = 0): Promise<Page> => {
	const page = await open(options);
	await signInAs(page, role, place);
	return page;
};

/** What the progress page says of everybody's work, as at a day or now. */
const progress = async (as_at = ''): Promise<{ done: number; confirmed: number }> => {
	const page = await open(NO_JAVASCRIPT);
	await page.goto(`/progress${DATA}${as_at && `&as_at=${as_at}`}`);
	const words = await page.locator('main').innerText();
	const [, done, confirmed] =
		/([\d,]+) of [\d,]+ accepted assignments \(\d+ %\) are said to be done, and ([\d,]+)/.exec(words) ?? [];
	await page.context().close();
	return { done: Number(done?.replace(',', '')), confirmed: Number(confirmed?.replace(',', '')) };
};

const saved = (page: Page) => page.getByRole('status').innerText();

/** The path of something overdue that was accepted, is under way, and that nobody has claimed as done yet. */
const underWay = async (page: Page, place = 0): Promise<string> => {
	await page.goto(`/my-work${DATA}&section=overdue`);
	const cards = page.locator('.ft-card', { hasText: 'in progress' }).filter({ hasText: 'accepted' });
	return new URL((await cards.nth(place).getByRole('link').getAttribute('href')) ?? '', product.origin)
		.pathname;
};

test('what is claimed on a phone without JavaScript, signed off and confirmed closes the gap at once, and not as at yesterday', async () => {
	const yesterday = addDays(dayOf(new Date()), -1);
	const [before, beforeToday] = [await progress(), await progress(yesterday)];

	const contributor = await somebody('Contributors', { ...PHONE, ...NO_JAVASCRIPT });
	const path = await underWay(contributor);
	await contributor.goto(path + DATA);
	await contributor.getByRole('radio', { name: 'delivered' }).check();
	await contributor.getByLabel('In your own words').fill('Every ward does this now.');
	await contributor.getByLabel('Link to evidence').fill('https://example.org/audit-of-november');
	await contributor.getByRole('button', { name: 'Save' }).click();
	expect(await saved(contributor)).toContain('Until then it does not count as done.');
	expect(await progress()).toEqual(before);

	const approver = await somebody('Approvers', PHONE);
	await approver.getByRole('link', { name: 'for your signature' }).click();
	await approver.getByRole('heading', { name: 'Claims for your signature' }).waitFor();
	await approver.goto(path + DATA);
	await expectAccessible(approver);
	await approver.getByRole('button', { name: 'Sign it off' }).click();
	await approver.getByRole('status').waitFor();
	expect(await progress()).toEqual({ ...before, done: before.done + 1 });

	const verifier = await somebody('Verifiers');
	await verifier.goto(path.replace('/my-work', '/board/claims') + DATA);
	await verifier.getByText('Every ward does this now.').first().waitFor();
	await verifier.getByRole('radio', { name: 'assured', exact: true }).check();
	await verifier.getByRole('radio', { name: 'data' }).check();
	await verifier.getByLabel('What did you see').fill('The audit covers every ward.');
	await verifier.getByRole('button', { name: 'Save the verdict' }).click();
	await verifier.getByRole('status').waitFor();
	await expectAccessible(verifier);
	const after = { done: before.done + 1, confirmed: before.confirmed + 1 };
	expect(await progress()).toEqual(after);
	expect(await progress()).toEqual(after);
	expect(await progress(yesterday)).toEqual(beforeToday);
});

test('the pages of contributor, approver and verifier are accessible and fit the screens of a desk and a phone', async () => {
	const contributor = await somebody('Contributors');
	const path = await underWay(contributor, 1);
	for (const each of ['/sign-in', '/my-work', path]) {
		await contributor.goto(each + DATA);
		await expectFitForEveryScreen(contributor);
	}
	const approver = await somebody('Approvers');
	await approver.goto(`/my-work/sign-off${DATA}`);
	await expectFitForEveryScreen(approver);
	const verifier = await somebody('Verifiers', PHONE);
	await verifier.goto(`/board/claims${DATA}`);
	await expectFitForEveryScreen(verifier);
	await verifier.getByRole('table').getByRole('link').first().click();
	await verifier.getByRole('heading', { name: 'Your verdict' }).waitFor();
	await expectFitForEveryScreen(verifier);
	for (const page of [contributor, approver, verifier]) await page.context().close();
});

test('what is missing is asked for beside what was typed, without JavaScript too', async () => {
	for (const options of [PHONE, { ...PHONE, ...NO_JAVASCRIPT }]) {
		const page = await somebody('Contributors', options);
		await page.goto((await underWay(page, 1)) + DATA);
		await page.getByRole('radio', { name: 'on hold' }).check();
		await page.getByLabel('In your own words').fill('Two posts are empty.');
		await page.getByRole('button', { name: 'Save' }).click();
		await page.getByRole('link', { name: 'Choose what stands in the way' }).click();
		expect(await page.getByLabel('What stands in the way?').first().isVisible()).toBe(true);
		expect(await page.getByRole('radio', { name: 'on hold' }).isChecked()).toBe(true);
		expect(await page.getByLabel('In your own words').inputValue()).toBe('Two posts are empty.');
		await page.context().close();
	}
});

test('what is another organisation’s looks like what does not exist', async () => {
	const path = await underWay(await somebody('Contributors'));
	const other = await somebody('Contributors', DESK, 1);
	const answers = [];
	for (const asked of [
		path,
		'/my-work/2147483',
		'/my-work/everything',
		path.replace('/my-work', '/board/claims')
	]) {
		const answer = await other.goto(asked + DATA);
		answers.push([answer?.status(), (await other.locator('main').innerText()).replace(/\s+/g, ' ')]);
	}
	expect(new Set(answers.map(([status]) => status))).toEqual(new Set([404]));
	expect(new Set(answers.map(([, words]) => words)).size).toBe(1);
});
