import type { Browser, BrowserContextOptions } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESK, expectPagesFitForEveryScreen, openBrowser } from '#lib/testing/browser.ts';
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

const open = async (options: BrowserContextOptions = DESK) => {
	const context = await browser.newContext({ ...options, baseURL: product.origin });
	return context.newPage();
};

const PAGES = [
	'/recommendations',
	'/recommendations?q=sepsis&source=HSIB&stage=confirmed',
	'/recommendations?data=demonstration&q=wristbnad',
	'/recommendations/R-2022-188',
	'/reports',
	'/reports/HSSIB-EPR',
	'/sources',
	'/sources/HSIB',
	'/themes',
	'/themes/MATERNITY',
	'/organisations?data=demonstration',
	'/organisations/NHSE'
];

test('the pages of the register are accessible and fit the screens of a desk and a phone', async () => {
	const page = await open();
	await expectPagesFitForEveryScreen(page, PAGES);
	await page.context().close();
}, 240_000);

test('a search with a slip of the fingers finds, a filter narrows it, and the address can be sent on', async () => {
	const page = await open();
	await page.goto('/recommendations?data=demonstration');
	await page.getByLabel('Search', { exact: true }).fill('wristbnad');
	await page.getByLabel('Search', { exact: true }).press('Enter');
	await page.getByText('No recommendation has wristbnad. These have wristband.').waitFor();
	const found = await page.getByRole('article').count();
	expect(found).toBeGreaterThan(1);

	const choice = page.locator('label.ft-choice', { hasText: /under way/i });
	const promised = Number(/\d+$/.exec((await choice.innerText()).trim())?.[0]);
	await choice.getByRole('checkbox').check();
	await page.waitForURL(/stage=under(\+|%20)way/);
	expect(await page.getByRole('article').count()).toBe(promised);

	const address = page.url();
	const download = await page.request.get(
		(await page.getByRole('link', { name: 'Download this list' }).getAttribute('href')) ?? ''
	);
	expect(download.headers()['content-type']).toContain('text/csv');
	expect((await download.text()).trimEnd().split('\r\n')).toHaveLength(promised + 1);

	await page.getByRole('article').first().getByRole('link').first().click();
	await page.getByText('Said to be done', { exact: true }).first().waitFor();
	expect(new URL(page.url()).searchParams.get('data')).toBe('demonstration');
	expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('wristband');
	await page.goBack();
	expect(page.url()).toBe(address);
	await page.context().close();
});

test('without JavaScript a list is searched, filtered and paged, and a recommendation tells its four lines', async () => {
	const page = await open({ ...DESK, javaScriptEnabled: false });
	await page.goto('/recommendations');
	await page.getByRole('link', { name: 'Page 2 of 4' }).click();
	expect(await page.getByText('51 to 100 of 189').count()).toBe(1);
	await page.getByLabel('Search', { exact: true }).fill('R/2022/188');
	await page.getByRole('button', { name: 'Show results' }).click();
	await page.getByRole('article').first().getByRole('link').click();
	expect(new URL(page.url()).pathname).toBe('/recommendations/R-2022-188');
	const lines = page.locator('dl.ft-lines');
	for (const name of ['Asked', 'Promised', 'Said to be done', 'Checked'])
		expect(await lines.getByText(name, { exact: true }).count()).toBe(1);
	expect(await lines.innerText()).toContain('Nobody independent has checked this, as far as we know.');
	await page.context().close();
});

test('where nothing matches, the nearest thing that does is offered', async () => {
	const page = await open();
	await page.goto('/recommendations?theme=MATERNITY&stage=confirmed');
	await page.getByText('Nothing matches all of that together').waitFor();
	await page.getByRole('link', { name: /recommendations? without how far it has got/ }).click();
	await page.waitForURL((url) => !url.searchParams.has('stage'));
	expect(await page.getByRole('article').count()).toBeGreaterThan(0);
	await page.context().close();
});

test('other forms of a reference lead to its page', async () => {
	for (const other of [
		'/recommendations/R/2022/188',
		'/recommendations/R%2F2022%2F188',
		'/recommendations/r-2022-188'
	]) {
		const answer = await fetch(product.origin + other, { redirect: 'manual' });
		expect([answer.status, answer.headers.get('location')]).toEqual([308, '/recommendations/R-2022-188']);
	}
	expect((await fetch(`${product.origin}/recommendations/R-2022-188`)).status).toBe(200);
});

test.each([
	['/recommendations/NOBODY-1', 404, 'There is no recommendation “NOBODY-1”'],
	['/recommendations/R-2022-188?data=demonstration', 404, 'in the demonstration data'],
	['/recommendations?page=99', 404, 'There is no page 99 here. The last page is 4.'],
	['/recommendations/R-2022-188?page=2', 404, 'There is no page 2 here.'],
	['/recommendations?page=none', 400, '“page” must be a whole number from 1.'],
	['/recommendations?as_at=yesterday', 400, 'This cannot be asked by “as_at”.'],
	['/recommendations?colour=blue', 400, 'This cannot be asked by “colour”.'],
	['/recommendations?sort=random', 400, '“sort” can be: newest, oldest, closest match.'],
	['/recommendations?stage=finished', 400, '“stage” can be: nobody asked by name'],
	['/recommendations?source=NOBODY', 404, 'There is no source “NOBODY”'],
	['/recommendations?q=%00', 400, 'not text'],
	['/recommendations?q=%ED%A0%80', 400, 'not text'],
	['/recommendations/%00', 400, 'not text'],
	['/recommendations.csv?kind=opinion', 400, '“kind” can be'],
	['/reports/NOTHING', 404, 'There is no report “NOTHING”'],
	['/reports?year=25', 400, 'four figures'],
	['/sources/NOBODY', 404, 'There is no source “NOBODY”'],
	['/themes/NOTHING', 404, 'There is no theme “NOTHING”'],
	['/organisations/NOBODY', 404, 'There is no organisation “NOBODY”'],
	['/organisations?sort=worst', 400, '“sort” can be: name, most asked.'],
	['/organisations?data=both', 400, '“data” can be: register, demonstration.']
])('%s is answered with %i and a sentence', async (path, status, sentence) => {
	const answer = await fetch(product.origin + path);
	expect(answer.status).toBe(status);
	expect((await answer.text()).replaceAll('&quot;', '"')).toContain(sentence);
});

test('a word is looked for as it stands, whatever it means to a database', async () => {
	for (const q of [
		"'); drop table recommendation; --",
		'100%',
		'_',
		'\\',
		'"unclosed',
		'<->',
		'& | !',
		':*',
		'-',
		'🙂'
	])
		expect((await fetch(`${product.origin}/recommendations?q=${encodeURIComponent(q)}`)).status, q).toBe(200);
});
