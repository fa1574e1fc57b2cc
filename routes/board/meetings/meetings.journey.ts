import { createHash } from 'node:crypto';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, inWords } from '#lib/domain/day.ts';
import { send } from '#lib/testing/accounts.ts';
import { DESK, expectAccessible, expectNoSidewaysScroll, openBrowser } from '#lib/testing/browser.ts';
import { headingsOf, textOf } from '#lib/testing/pdf.ts';
import { startProduct, type Product } from '#lib/testing/product.ts';
import { signInAs, type Heading } from '#lib/testing/sign-in.ts';

let product: Product;
let browser: Browser;
beforeAll(async () => {
	product = await startProduct({ env: { CHROMIUM_PATH: process.env.CHROMIUM_PATH } });
	browser = await openBrowser();
}, 240_000);
afterAll(async () => {
	await browser?.close();
	await product?.stop();
});

const DATA = '?data=demonstration';
const TABLET: BrowserContextOptions = { viewport: { width: 768, height: 1024 }, locale: 'en-GB' };

const WITHOUT: BrowserContextOptions = { ...DESK, javaScriptEnabled: false };

const somebody = async (role: Heading, options: BrowserContextOptions): Promise<Page> => {
	const page = await (await browser.newContext({ ...options, baseURL: product.origin })).newPage();
	await signInAs(page, role);
	return page;
};

const isWell = async (page: Page) => {
	await expectAccessible(page);
	await expectNoSidewaysScroll(page);
};

const bytesAt = async (page: Page, path: string) => {
	const answer = await page.request.get(`${product.origin}${path}${DATA}`);
	return { status: answer.status(), body: await answer.body() };
};

/** Asks again until the paper is printed in the background. */
const pdfAt = async (page: Page, path: string): Promise<Buffer> => {
	for (;;) {
		const { status, body } = await bytesAt(page, path);
		if (status === 200) return body;
		await new Promise((resolve) => setTimeout(resolve, 250));
	}
};

test('a meeting goes from its agenda to a frozen paper, its minutes and a PDF, and what is entered late stays beside it', async () => {
	const board = await somebody('Board', DESK);
	await board.goto(`/board/meetings/new${DATA}`);
	const today = new Date().toLocaleDateString('en-CA', { timeZone: 'Europe/London' });
	await board.getByLabel('Day').fill(today);
	await send(board, 'Call it');
	const before = new URL(board.url()).pathname;
	expect(before).toMatch(/\/before$/);
	await isWell(board);
	await board.getByText('Put a point on it').click();
	await board.getByLabel('The point').fill('The year ahead');
	await board.getByLabel('What the board is asked').fill('To agree the dates');
	await send(board, 'Put it on the agenda');
	const offer = board.getByRole('button', { name: /^Put on the agenda/ }).first();
	const reference = ((await offer.innerText()).split(': ')[1] ?? '').trim();
	await send(board, offer);
	expect(await board.locator('#agenda ~ ol').innerText()).toContain(reference);
	await send(board, 'Freeze the paper');
	expect(await board.getByRole('status').first().innerText()).toContain('The paper is frozen');
	await isWell(board);

	const paper = `/papers/${today}`;
	const frozen = await bytesAt(board, paper);
	const data = await bytesAt(board, `${paper}.json`);
	const page = frozen.body.toString();
	expect(page).toContain(createHash('sha256').update(data.body).digest('hex'));
	expect(page).toContain('To agree the dates');
	const pdf = await pdfAt(board, `${paper}.pdf`);
	const headings = await headingsOf(pdf);
	expect(headings.slice(0, 5)).toEqual([
		['H1', expect.stringContaining('Paper for the meeting of')],
		['H2', 'In short'],
		['H2', 'What the board is asked'],
		['H2', 'Exceptions'],
		['H2', 'In numbers']
	]);
	const pages = await textOf(pdf);
	expect(pages.findIndex((text) => text.includes('Annex A: The agenda'))).toBe(2);
	expect(pages.slice(0, 2).join(' ')).toContain('SHA-256 of the data behind this paper');

	const stranger = await (await browser.newContext({ ...DESK, baseURL: product.origin })).newPage();
	expect((await bytesAt(stranger, paper)).status).toBe(404);

	// What somebody tells afterwards of the day before is no part of what the paper knew.
	const late = await somebody('Contributors', WITHOUT);
	await late.goto(`/my-work${DATA}&section=overdue`);
	await late.locator('.ft-card', { hasText: 'awaiting response' }).first().getByRole('link').click();
	await late.getByRole('radio', { name: 'accepted', exact: true }).check();
	await late.getByLabel('In your own words').fill('We agreed the day before.');
	await late.getByLabel('When did it happen?').fill(addDays(today, -1));
	await send(late, 'Save');

	// During, on a tablet without JavaScript: one line, tied by the reference in it, and one action.
	const tablet = await somebody('Board', { ...TABLET, javaScriptEnabled: false });
	const during = `${before.replace('before', 'during')}${DATA}`;
	await tablet.goto(during);
	const take = () => tablet.getByRole('button', { name: 'Take it down' }).click();
	await tablet.getByLabel('What was decided, in one line').fill(`${reference}: adopted in principle.`);
	await take();
	await tablet.getByText(`${reference}: adopted in principle.`).waitFor();
	await tablet.getByLabel('What was decided, in one line').fill('Write to all trusts.');
	await tablet.getByLabel('An action for somebody').check();
	await take();
	await tablet.getByRole('alert').getByText('Say who does it.').waitFor();
	await tablet.getByLabel('Who does it').fill('The secretary');
	await take();
	await tablet.getByText('Write to all trusts.').waitFor();
	await board.setViewportSize({ width: 768, height: 1024 });
	await board.goto(during);
	await isWell(board);
	await board.setViewportSize({ width: 1280, height: 900 });
	await tablet.getByRole('link', { name: /./ }).and(tablet.locator(`.record a`)).first().click();
	await tablet.getByText('Last seen by the board').waitFor();

	// What the secretary takes down, and what is entered later, is beside the paper and not in it.
	await board.goto(`${before.replace('before', 'after')}${DATA}`);
	expect(await board.locator('main').innerText()).toContain('Write to all trusts.');
	const columns = await board
		.locator('table', { hasText: 'In the paper' })
		.locator('tbody tr')
		.evaluateAll((rows) =>
			rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent?.trim()))
		);
	expect(columns.filter(([frozenThen, knownNow]) => frozenThen !== knownNow).length).toBeGreaterThan(0);
	expect(await board.locator('main').innerText()).toContain(
		'The first two columns differ where something about that day was entered after the paper was frozen'
	);
	await board.locator('#corrected summary').click();
	expect(await board.locator('#corrected').innerText()).toContain(
		`${inWords(addDays(today, -1))}, entered on ${inWords(today)}`
	);
	await board.locator('#decided summary').click();
	expect(await board.locator('#decided').innerText()).toContain(`${reference}: adopted in principle.`);
	await isWell(board);
	expect((await bytesAt(board, paper)).body.equals(frozen.body)).toBe(true);
	expect((await bytesAt(board, `${paper}.json`)).body.equals(data.body)).toBe(true);

	await send(board, board.getByRole('button', { name: /^Publish it/ }));
	expect((await bytesAt(stranger, paper)).status).toBe(200);
	await stranger.goto(`${paper}${DATA}`);
	await isWell(stranger);
	await stranger.getByRole('link', { name: 'What has changed since' }).click();
	await stranger.getByRole('heading', { level: 1, name: /What has changed since/ }).waitFor();
	await isWell(stranger);
});

test('two days or papers stand side by side, with what lies between them', async () => {
	const page = await (await browser.newContext({ ...TABLET, baseURL: product.origin })).newPage();
	await page.goto(`/progress/compare${DATA}`);
	await isWell(page);
	const table = page.getByRole('table');
	expect(await table.getByRole('row').count()).toBeGreaterThan(8);
	expect(await page.locator('main').innerText()).toMatch(/entr(y|ies) came late or put right/);
	await page.goto('/papers');
	await isWell(page);
});
