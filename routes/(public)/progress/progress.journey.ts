import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
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
	'/',
	'/?data=demonstration',
	'/progress',
	'/progress?data=demonstration&region=Cawdale',
	'/progress/overdue/embed?data=demonstration',
	'/reports/X-COM-10/matrix?data=demonstration',
	'/organisations/X003?data=demonstration',
	'/method'
];

test('home, progress, method, a matrix and peers are accessible and fit the screens of a desk and a phone', async () => {
	const page = await open();
	await expectPagesFitForEveryScreen(page, PAGES);
	await page.context().close();
}, 240_000);

test('a matrix of two hundred organisations is on paper whole, none of them beyond its edge', async () => {
	const page = await open({ ...DESK, viewport: { width: 688, height: 1000 } });
	await page.goto('/reports/OCKENDEN-2022/matrix');
	const shown = await page.locator('table:visible thead th').count();
	expect(shown).toBeGreaterThan(200);
	await page.emulateMedia({ media: 'print' });
	const table = page.locator('table:visible');
	expect(await table.locator('tbody tr').count()).toBe(shown - 1);
	const edges = await table
		.locator('th, td')
		.evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().right));
	expect(Math.max(...edges)).toBeLessThan(688);
	await page.context().close();
});

test('the small drawings of the regions can be saved as one picture', async () => {
	const page = await open();
	await page.goto('/progress?data=demonstration&split=region');
	const button = page.locator('#regions-over-time').getByRole('button', { name: 'PNG' });
	await button.scrollIntoViewIfNeeded();
	await page.locator('#regions-over-time .ft-chart--drawn').last().waitFor();
	const [saved] = await Promise.all([page.waitForEvent('download'), button.click()]);
	expect(saved.suggestedFilename()).toBe('regions-over-time.png');
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
	const figures = await page.locator('figure').count();
	expect(figures).toBeGreaterThan(10);
	expect(await page.locator('figure table:visible').count()).toBe(figures);
	const all = await page.locator('.ft-big').innerText();
	await page.getByLabel('Region', { exact: true }).selectOption('Dunmere');
	await page.getByRole('button', { name: 'Show results' }).click();
	expect(new URL(page.url()).searchParams.get('region')).toBe('Dunmere');
	expect(new URL(page.url()).searchParams.get('data')).toBe('demonstration');
	expect(await page.locator('.ft-big').innerText()).not.toBe(all);
	await page.goto('/progress?data=demonstration&as_at=2025-06-30');
	expect(await page.locator('main').innerText()).toContain('as at 30 June 2025');
	await page.context().close();
});

test('a change of filter or day of comparison is shown without loading the page anew', async () => {
	const page = await open();
	await page.goto('/progress?data=demonstration');
	await page.locator('.ft-chart').first().scrollIntoViewIfNeeded();
	await page.locator('.ft-chart--drawn').first().waitFor();
	await page.evaluate(() => ((window as { here?: boolean }).here = true));
	const opening = page.locator('.ft-opening');
	const [, changed] = await opening.locator('p').allInnerTexts();
	await page.getByLabel('Region', { exact: true }).selectOption('Dunmere');
	await page.waitForURL(/region=Dunmere/);
	await page.getByRole('textbox', { name: 'Compare with' }).fill('2024-01-31');
	await page.locator('#compare').getByRole('button', { name: 'Show' }).click();
	await opening.getByText('Since 31 January 2024').waitFor();
	expect(changed).toMatch(/^Since /);
	expect(new URL(page.url()).searchParams.get('region')).toBe('Dunmere');
	expect(await page.evaluate(() => (window as { here?: boolean }).here)).toBe(true);
	await page.context().close();
});

test('a drawing can be walked through with the arrow keys, which say each of its points', async () => {
	const page = await open();
	await page.goto('/progress?data=demonstration');
	await page.locator('#cascade').scrollIntoViewIfNeeded();
	const drawing = page.locator('#cascade [role=application]');
	await drawing.focus();
	await page.keyboard.press('ArrowRight');
	const said = drawing.locator('[role=status]');
	await expect.poll(() => said.innerText()).toMatch(/^Asked: Got this far [\d,]+$/);
	await page.keyboard.press('End');
	await expect.poll(() => said.innerText()).toMatch(/^Declined by the board: Refused or declined [\d,]+$/);
	await page.keyboard.press('Tab');
	await expect.poll(() => said.innerText()).toBe('');
	await page.context().close();
});

test('a figure can be put into the page of another site, and nothing else of the product can', async () => {
	const page = await open();
	await page.goto('/progress?data=demonstration&region=Dunmere');
	await page.locator('#cascade .ft-figure__embed summary').click();
	const code = await page.locator('#cascade .ft-figure__code').innerText();
	const frames = ['/progress/cascade/embed?data=demonstration&region=Dunmere', '/progress', '/sign-in'];
	expect(code).toContain(`src="${product.origin}${frames[0]?.replace('&', '&amp;')}"`);
	const theirs = createServer((_, answer) => {
		answer.setHeader('content-type', 'text/html; charset=utf-8');
		answer.end(
			code + frames.map((path, i) => `<iframe name="f${i}" src="${product.origin}${path}"></iframe>`)
		);
	});
	await new Promise<void>((resolve) => theirs.listen(0, '127.0.0.1', resolve));
	await page.goto(`http://127.0.0.1:${(theirs.address() as AddressInfo).port}/`);
	await page.frameLocator('iframe').first().locator('figure#cascade').waitFor();
	const shown = frames.map((_, i) => page.frame(`f${i}`)?.url().startsWith(product.origin));
	expect(shown).toEqual([true, false, false]);
	await page.context().close();
	theirs.close();
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
	['/progress?as_at=2026-01-31&compare=2026-01-31', 400],
	['/progress/nothing/embed', 404],
	['/progress/nothing.csv', 404],
	['/method?x=%00', 400]
])('%s is answered with %i and a sentence', async (path, status) => {
	const answer = await fetch(product.origin + path, { headers: { accept: 'text/html' } });
	expect(answer.status).toBe(status);
	expect(await answer.text()).not.toContain('Something went wrong here');
});
