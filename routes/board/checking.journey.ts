import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FILES } from '#lib/server/evidence-store/testing.ts';
import { send } from '#lib/testing/accounts.ts';
import { DESK, expectAccessible, expectNoSidewaysScroll, openBrowser, PHONE } from '#lib/testing/browser.ts';
import { startProduct, type Product } from '#lib/testing/product.ts';
import { offered, signInAs, type Heading } from '#lib/testing/sign-in.ts';

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
const TABLET: BrowserContextOptions = { viewport: { width: 768, height: 1024 }, locale: 'en-GB' };
const WITHOUT: BrowserContextOptions = { ...DESK, javaScriptEnabled: false };

const open = async (options: BrowserContextOptions): Promise<Page> =>
	(await browser.newContext({ ...options, baseURL: product.origin })).newPage();
const somebody = async (role: Heading, options: BrowserContextOptions, place = 0): Promise<Page> => {
	const page = await open(options);
	await signInAs(page, role, place);
	return page;
};
const textOf = (page: Page) => page.locator('main').innerText();

const judge = async (page: Page, result: 'assured' | 'not assured', reason: string): Promise<void> => {
	await page.getByRole('radio', { name: result, exact: true }).check();
	await page.getByRole('radio', { name: 'data', exact: true }).check();
	await page.getByLabel('What did you see').fill(reason);
	await send(page, 'Save the verdict');
};

const FIRST = 'The audit leaves out the nights.';
const SECOND = 'The nights are in the second audit.';
const STATEMENT = 'The nights were audited in March, and we have sent that in.';

test('two assessors differ without JavaScript, the organisation answers, and everybody can read all three', async () => {
	const first = await somebody('Verifiers', WITHOUT);
	// A claim of an organisation whose approver can be signed in as, so that it can answer.
	const approvers = await offered(first, 'Approvers');
	await first.goto(`/board/claims${DATA}`);
	const rows = await first.locator('tbody tr').allInnerTexts();
	const place = rows.findIndex((row) => approvers.some((organisation) => row.includes(organisation)));
	const approver = approvers.findIndex((organisation) => rows[place]?.includes(organisation));
	await first.locator('tbody tr').nth(place).getByRole('link').first().click();
	const claim = new URL(first.url()).pathname;
	const recommendation = await first
		.locator('main a[href^="/recommendations/"]')
		.first()
		.getAttribute('href');
	await judge(first, 'not assured', FIRST);
	expect(new URL(first.url()).pathname).not.toBe(claim);
	expect(await first.getByRole('status').innerText()).toContain('This is the next claim.');

	const second = await somebody('Verifiers', TABLET, 1);
	await second.goto(claim + DATA);
	expect(await textOf(second)).toContain('Another assessor may differ');
	await expectAccessible(second);
	await expectNoSidewaysScroll(second);
	await judge(second, 'assured', SECOND);

	const owner = await somebody('Approvers', { ...PHONE, javaScriptEnabled: false }, approver);
	await owner.goto(claim.replace('/board/claims', '/my-work') + DATA);
	const reply = owner.locator('#verdicts + ul li', { hasText: FIRST });
	await reply.getByText('Put our statement beside it').click();
	await reply.getByLabel('What does your organisation say?').fill(STATEMENT);
	await send(owner, reply.getByRole('button', { name: 'Publish the statement' }));
	expect(await owner.getByRole('status').innerText()).toContain('reads your statement beside it');
	await expectNoSidewaysScroll(owner);

	const reader = await open(DESK);
	await reader.goto(recommendation ?? '');
	const checks = await reader.locator('section', { has: reader.locator('#checks') }).innerText();
	for (const words of [
		FIRST,
		SECOND,
		STATEMENT,
		'own statement',
		'First assessor',
		'Second assessor',
		'assessors differ'
	])
		expect(checks).toContain(words);
	await expectAccessible(reader);
});

test('a picture and a PDF are read in the page', async () => {
	const page = await somebody('Contributors', DESK);
	await page.goto(`/my-work${DATA}&section=overdue`);
	const card = page.locator('.ft-card', { hasText: 'in progress' }).filter({ hasText: 'accepted' }).first();
	const path = new URL((await card.getByRole('link').getAttribute('href')) ?? '', product.origin).pathname;
	for (const [name, mimeType, buffer] of [
		['audit.pdf', 'application/pdf', FILES.pdf],
		['ward.png', 'image/png', await page.screenshot()]
	] as [string, string, Buffer][]) {
		await page.goto(path + DATA);
		await page.getByLabel('Evidence: a file').setInputFiles({ name, mimeType, buffer });
		await page.getByLabel('In your own words').fill('With a file.');
		await page.getByRole('button', { name: 'Save' }).click();
		await page.getByRole('status').waitFor();
	}
	const files = page.locator('.evidence a[download]');
	const addresses = await files.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
	const kinds = await Promise.all(
		addresses.map(async (address) => {
			const { headers } = await page.request.get(`${address}&show=yes`).then((answer) => ({
				headers: answer.headers()
			}));
			return [headers['content-type'], headers['content-disposition'], headers['content-security-policy']];
		})
	);
	expect(kinds).toEqual([
		['image/png', 'inline', expect.stringContaining('sandbox')],
		['application/pdf', 'inline', expect.stringContaining("default-src 'none'")]
	]);
});

test('a random sample is drawn, checked from its own list, and says what it shows', async () => {
	const page = await somebody('Verifiers', TABLET);
	await page.goto(`/board/claims/samples${DATA}`);
	await page.getByLabel('How many to check').fill('2');
	await page.getByLabel('Why a share').fill('There are two assessors.');
	await send(page, 'Draw the sample');
	expect(await textOf(page)).toContain('None of the 2 has been checked so far.');
	await expectAccessible(page);
	await expectNoSidewaysScroll(page);
	await page.locator('tbody a').first().click();
	await judge(page, 'assured', 'The audit shows it.');
	await judge(page, 'not assured', 'Nothing shows it.');
	expect(await page.getByRole('status').innerText()).toContain('Nothing more of this sample');
	expect(await textOf(page)).toContain('1 of 2 claims that were checked could be confirmed.');
	await page.goto(`/board/claims/re-checks${DATA}`);
	await expectAccessible(page);
});

test('the board reminds, reads the draft first, and cannot take the next step at once', async () => {
	const board = await somebody('Board', TABLET);
	await board.goto(`/board/escalations${DATA}`);
	await expectAccessible(board);
	await expectNoSidewaysScroll(board);
	await board.locator('table', { hasText: 'without a step taken' }).locator('tbody a').first().click();
	await board.getByRole('heading', { name: 'Next step: reminder' }).waitFor();
	await expectAccessible(board);
	expect(await board.getByLabel('Words').inputValue()).toMatch(/That is [\d,]+ days? ago\./);
	await board.getByLabel('Words').fill('');
	await send(board, 'Send it');
	expect(await board.getByRole('alert').innerText()).toContain('Write what is to be said.');
	await board.getByLabel('Words').fill('Please tell us how it stands.');
	await send(board, 'Send it');
	expect(await board.getByRole('status').innerText()).toMatch(/goes to \d+ (person|people) by e-mail/);
	const told = await textOf(board);
	expect(told).toContain('Next step: letter to the executive lead');
	expect(told).toContain('It can be taken from');

	const administrator = await somebody('Administrators', DESK);
	await administrator.goto(`/admin/outbox${DATA}`);
	expect(await administrator.locator('main').textContent()).toContain('Please tell us how it stands.');
});

test('anybody says what is wrong without an account or JavaScript, and the correction is published with old and new', async () => {
	const reader = await open({ ...TABLET, javaScriptEnabled: false });
	await reader.goto(`/recommendations${DATA}`);
	await reader.locator('article a').first().click();
	const recommendation = reader.url();
	await reader.getByRole('link', { name: 'Say what is wrong' }).click();
	// A form that is sent at once is taken for a machine's: whoever reads it is not as quick.
	for (;;) {
		await reader.getByLabel('What is wrong?').fill('The day is wrong.');
		await send(reader, 'Send it');
		if (!(await textOf(reader)).includes('That was quick')) break;
	}
	expect(await reader.getByRole('status').innerText()).toContain('Thank you.');

	const registrar = await somebody('Registrars', DESK);
	await registrar.getByRole('link', { name: 'Corrections', exact: true }).click();
	await registrar.getByRole('heading', { name: 'What is said to be wrong' }).waitFor();
	const card = registrar.locator('.ft-card', { hasText: 'The day is wrong.' });
	await card.getByRole('radio', { name: 'accepted' }).check();
	await send(registrar, card.getByRole('button', { name: 'Answer' }));
	expect(await registrar.getByRole('alert').innerText()).toContain('Write what it says now.');
	await expectAccessible(registrar);
	await card.getByLabel('What of the recommendation was wrong?').selectOption('the stated cost');
	await card.getByLabel('What does it say now?').fill('£3 million, by the report');
	await send(registrar, card.getByRole('button', { name: 'Answer' }));
	await registrar.getByRole('link', { name: 'published corrections' }).click();
	await registrar.getByRole('heading', { name: 'Corrections', level: 1 }).waitFor();
	const published = await textOf(registrar);
	for (const words of ['the stated cost', '£3 million, by the report']) expect(published).toContain(words);
	await expectAccessible(registrar);
	await expectNoSidewaysScroll(registrar);
	expect(await (await fetch(`${product.origin}/corrections.csv${DATA}`)).text()).toContain(
		'£3 million, by the report'
	);
	expect(await (await fetch(recommendation, { headers: { accept: 'text/html' } })).text()).toContain(
		'£3 million, by the report'
	);
});
