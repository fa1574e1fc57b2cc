import type { Browser, BrowserContextOptions } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESK, expectAccessible, expectNoSidewaysScroll, openBrowser, PHONE } from '#lib/testing/browser.ts';
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
	'/',
	'/?data=demonstration',
	'/progress',
	'/progress?data=demonstration&region=Cawdale',
	'/method'
];

test.each([
	['desk', DESK],
	['phone', PHONE]
])('home, progress and method are accessible and fit the screen of a %s', async (_, screen) => {
	const page = await open(screen);
	for (const path of PAGES) {
		await page.goto(path);
		await page.waitForLoadState('networkidle');
		await expectAccessible(page);
		await expectNoSidewaysScroll(page);
	}
	await page.context().close();
});

test('home says in words how many of the 189 recommendations were answered, and by nobody confirmed', async () => {
	const page = await open();
	await page.goto('/');
	const headline = await page.locator('.ft-big').innerText();
	expect(headline).toBe(
		'Of 189 safety recommendations in this register, we found a public reply to 50. 46 were accepted in whole or part. 7 are said to be done. None has been independently confirmed here.'
	);
	await page.getByRole('link', { name: 'Demonstration' }).click();
	await page.getByText('Invented data.').waitFor();
	expect(new URL(page.url()).searchParams.get('data')).toBe('demonstration');
	await page.context().close();
});

test('without JavaScript every figure shows its table, and filter and day work by their buttons', async () => {
	const page = await open({ ...DESK, javaScriptEnabled: false });
	await page.goto('/progress?data=demonstration');
	expect(await page.locator('figure table:visible').count()).toBe(4);
	const all = await page.locator('.ft-big').innerText();
	await page.getByLabel('Region').selectOption('Dunmere');
	await page.getByRole('button', { name: 'Show results' }).click();
	expect(new URL(page.url()).searchParams.get('region')).toBe('Dunmere');
	expect(new URL(page.url()).searchParams.get('data')).toBe('demonstration');
	expect(await page.locator('.ft-big').innerText()).not.toBe(all);
	await page.goto('/progress?data=demonstration&as_at=2025-06-30');
	expect(await page.locator('main').innerText()).toContain('as at 30 June 2025');
	await page.context().close();
});

test('the CSV behind a figure is its table, and nothing of the register is in the demonstration’s', async () => {
	const of = (query: string) =>
		fetch(`${product.origin}/progress/cascade.csv${query}`).then((answer) => answer.text());
	const demonstration = await of('?data=demonstration');
	expect(demonstration.split('\r\n')[1]).toMatch(/^Asked,/);
	expect(demonstration).not.toContain('register');
	expect(await of('')).toContain('register');
});

test('the first visit to home without JavaScript takes under 150 kB and asks no other host', async () => {
	const page = await open({ ...DESK, javaScriptEnabled: false });
	const session = await page.context().newCDPSession(page);
	await session.send('Network.enable');
	let bytes = 0;
	const hosts = new Set<string>();
	session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
	page.on('request', (request) => hosts.add(new URL(request.url()).origin));
	await page.goto('/');
	await page.waitForLoadState('networkidle');
	expect([...hosts]).toEqual([product.origin]);
	expect(bytes).toBeGreaterThan(5_000);
	expect(bytes).toBeLessThan(150_000);
	await page.context().close();
});

test.each([
	['/progress?as_at=yesterday', 400],
	['/progress?as_at=2027-01-01', 400],
	['/progress?region=Atlantis', 404],
	['/progress?colour=blue', 400],
	['/progress/nothing.csv', 404],
	['/method?x=%00', 400]
])('%s is answered with %i and a sentence', async (path, status) => {
	const answer = await fetch(product.origin + path, { headers: { accept: 'text/html' } });
	expect(answer.status).toBe(status);
	expect(await answer.text()).not.toContain('Something went wrong here');
});
