import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESK, expectAccessible, expectNoSidewaysScroll, openBrowser, PHONE } from '#lib/testing/browser.ts';
import { startProduct, type Product } from '#lib/testing/product.ts';
import { signInAs } from '#lib/testing/sign-in.ts';

let product: Product;
let browser: Browser;
let files: string;
beforeAll(async () => {
	files = mkdtempSync(join(tmpdir(), 'followthrough-sheets-'));
	product = await startProduct();
	browser = await openBrowser();
}, 240_000);
afterAll(async () => {
	await browser?.close();
	await product?.stop();
	rmSync(files, { recursive: true, force: true });
});

const DATA = '?data=demonstration';
const NO_JAVASCRIPT: BrowserContextOptions = { javaScriptEnabled: false };
const SCREENS: [string, BrowserContextOptions][] = [
	['desk', DESK],
	['phone without JavaScript', { ...PHONE, ...NO_JAVASCRIPT }]
];

const contributor = async (options: BrowserContextOptions, place = 0): Promise<Page> => {
	const page = await (await browser.newContext({ ...options, baseURL: product.origin })).newPage();
	await signInAs(page, 'Contributors', place);
	return page;
};

/** axe runs in the page, so only where the page may run anything; that it fits its screen is asked everywhere. */
const expectSound = async (page: Page, options: BrowserContextOptions) => {
	await expectNoSidewaysScroll(page);
	if (options.javaScriptEnabled !== false) await expectAccessible(page);
};

test.each(SCREENS)('one word about an action is said for all that it serves: %s', async (_, options) => {
	const page = await contributor(options);
	await page.goto(`/my-work${DATA}`);
	await page.getByRole('link', { name: 'Our actions' }).click();
	await page.getByRole('heading', { name: 'Our actions' }).waitFor();
	await expectSound(page, options);
	await page.goto(`/my-work/actions/new${DATA}`);
	await page.getByRole('button', { name: 'Save the action' }).click();
	await page.getByRole('link', { name: 'Say what you will do.' }).waitFor();
	await expectSound(page, options);

	const what = `Fit one connector, seen at the ${_}`;
	await page.getByLabel('What will you do?').fill(what);
	await page.getByLabel('Who owns it?').fill('Head of theatres');
	await page.getByLabel('By when will it be done?').fill('2030-03-01');
	await page.getByRole('radio', { name: 'stronger' }).check();
	const asks = page.getByRole('group', { name: 'Which of the things' }).getByRole('checkbox');
	await asks.nth(0).check();
	await asks.nth(1).check();
	await page.getByRole('button', { name: 'Save the action' }).click();
	await page.getByText('it counts for every assignment that it serves').waitFor();
	await expectSound(page, options);

	await page.getByRole('radio', { name: 'under way' }).check();
	await page.getByLabel('In your own words').fill('Half are fitted.');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await page.getByText('Saved for the action and for every open assignment').waitFor();
	const served = page.locator('main ul.nhsuk-list--bullet a');
	for (const path of [await served.nth(0).getAttribute('href'), await served.nth(1).getAttribute('href')]) {
		const other = await page.context().newPage();
		await other.goto(path ?? '');
		await other
			.locator('blockquote', { hasText: `${what} (under way): Half are fitted.` })
			.first()
			.waitFor();
		await other.close();
	}
	const stranger = await contributor(DESK, 1);
	const answer = await stranger.goto(page.url().replace('saved=update', ''));
	expect(answer?.status()).toBe(404);
});

test.each(SCREENS)('a measure is entered, uploaded and drawn: %s', async (_, options) => {
	const page = await contributor(options);
	await page.goto(`/my-work/measures${DATA}`);
	await page.getByLabel('What do you measure?').fill(`Wristbands checked, ${_}`);
	await page.getByLabel('What does the value count?').fill('% of samples');
	await expectSound(page, options);
	await page.getByRole('button', { name: 'Save the measure' }).click();
	await page.getByRole('heading', { name: 'Nothing has been entered yet' }).waitFor();

	await page.getByLabel('Which day does it stand for?').fill('2025-01-31');
	await page.getByLabel('Value (% of samples)').fill('many');
	await page.getByRole('button', { name: 'Save the value' }).click();
	await page.getByRole('link', { name: 'Write the value as a number' }).waitFor();
	await page.getByLabel('Value (% of samples)').fill('60');
	await page.getByRole('button', { name: 'Save the value' }).click();
	await page.getByText('Saved: 1 value.').waitFor();

	const rows = [61, 63, 59, 62, 60, 58, 61, 64, 60, 62, 61, 88].map(
		(value, i) => `2025-02-${10 + i},${value}`
	);
	const good = join(files, 'good.csv');
	writeFileSync(good, ['observed_on,value', ...rows].join('\r\n'));
	const bad = join(files, 'bad.csv');
	writeFileSync(bad, ['observed_on,value', rows[0], '2025-03-01,lots'].join('\r\n'));
	await page.getByLabel('A CSV of values').setInputFiles(bad);
	await page.getByRole('button', { name: 'Upload' }).click();
	await page.getByRole('alert').getByText('row 3').waitFor();
	await page.getByLabel('A CSV of values').setInputFiles(good);
	await page.getByRole('button', { name: 'Upload' }).click();
	await page.getByText('Saved: 12 values.').waitFor();
	await page.getByRole('heading', { name: 'The latest value is a sign of more than chance' }).waitFor();
	if (options.javaScriptEnabled !== false) {
		await page.locator('.ft-chart').scrollIntoViewIfNeeded();
		await page.locator('.ft-chart--drawn').waitFor();
	}
	await expectSound(page, options);
	const csv = await page.request.get(
		(await page.getByRole('link', { name: 'CSV' }).getAttribute('href')) ?? ''
	);
	expect(await csv.text()).toContain('2025-02-21,88,');

	const stranger = await contributor(DESK, 1);
	expect((await stranger.goto(page.url()))?.status()).toBe(404);
});

test.each(SCREENS)('what became of requests for more time is seen: %s', async (_, options) => {
	const page = await contributor(options);
	await page.goto(`/my-work/extensions${DATA}`);
	await page.getByRole('heading', { name: 'More time that we asked for' }).waitFor();
	await expectSound(page, options);
});
