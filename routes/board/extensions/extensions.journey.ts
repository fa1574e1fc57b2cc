import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { send } from '#lib/testing/accounts.ts';
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
const PHONE_WITHOUT: BrowserContextOptions = { ...PHONE, javaScriptEnabled: false };

const somebody = async (role: Heading, options: BrowserContextOptions): Promise<Page> => {
	const page = await (await browser.newContext({ ...options, baseURL: product.origin })).newPage();
	await signInAs(page, role);
	return page;
};

/** A contributor asks for more time for what is overdue at a place of the list, and is told that it was sent. */
const ask = async (page: Page, place: number, reason: string): Promise<void> => {
	await page.goto(`/my-work${DATA}&section=overdue`);
	const card = page
		.locator('.ft-card', { hasText: 'in progress' })
		.filter({ hasText: 'accepted' })
		.nth(place);
	await page.goto((await card.getByRole('link').getAttribute('href')) ?? '');
	const form = page.locator('details', { hasText: 'Ask for more time' });
	await form.locator('summary').click();
	await form.getByRole('radio').last().check();
	await form.getByLabel('new date').fill('2031-03-31');
	await form.getByLabel('What stands in the way?').selectOption('estate');
	await form.getByLabel('Why').fill(reason);
	await send(page, form.getByRole('button'));
	expect(await page.locator('main').innerText()).toContain('It waits to be decided');
};

const REFUSED = 'The builder is late again.';
const GRANTED = 'The ward moves in spring.';

test('what an organisation asks for is refused with a reason or granted, and it sees which', async () => {
	const contributor = await somebody('Contributors', PHONE_WITHOUT);
	await ask(contributor, 0, REFUSED);
	await ask(contributor, 1, GRANTED);

	const board = await somebody('Board', DESK);
	await board.getByRole('navigation', { name: 'Board' }).getByRole('link', { name: 'Extensions' }).click();
	await board.getByRole('heading', { name: 'More time that is asked for' }).waitFor();
	const card = (reason: string) => board.locator('.ft-card', { hasText: reason });
	await expectAccessible(board);
	await expectNoSidewaysScroll(board);
	expect(await card(REFUSED).innerText()).toContain('31 March 2031');

	await send(board, 'Refuse the ticked requests');
	expect(await board.getByRole('alert').innerText()).toContain('Tick at least one of them first.');
	await card(REFUSED).getByRole('checkbox').check();
	await send(board, 'Refuse the ticked requests');
	expect(await board.getByRole('alert').innerText()).toContain('Give the reason why the request is refused.');
	await expectAccessible(board);
	await card(REFUSED).getByLabel('Your reason').fill('The date was moved twice already.');
	await send(board, 'Refuse the ticked requests');
	expect(await board.getByRole('status').innerText()).toContain('Refused: 1 request');
	await board.setViewportSize({ width: 768, height: 1024 });
	await expectNoSidewaysScroll(board);
	expect(await card(GRANTED).innerText()).toMatch(
		/other organisations? ha(s|ve) a date for the same|Nobody else/
	);
	await card(GRANTED).getByRole('checkbox').check();
	await board.getByLabel('One reason for all').fill('Spring is soon enough.');
	await send(board, 'Grant the ticked requests');
	expect(await board.getByRole('status').innerText()).toContain('Granted: 1 request');
	expect(await board.locator('.ft-card', { hasText: /builder is late|moves in spring/ }).count()).toBe(0);

	await contributor.goto(`/my-work/extensions${DATA}`);
	const told = await contributor.locator('main').innerText();
	expect(told).toContain('The date was moved twice already.');
	expect(told).toMatch(/granted/);
});

test('whoever may not decide finds nothing there, and the page fits a phone', async () => {
	const contributor = await somebody('Contributors', PHONE_WITHOUT);
	expect((await contributor.goto(`/board/extensions${DATA}`))?.status()).toBe(404);
	const issuer = await somebody('Issuers', PHONE);
	await issuer.goto(`/board/extensions${DATA}`);
	await expectAccessible(issuer);
	await expectNoSidewaysScroll(issuer);
});
