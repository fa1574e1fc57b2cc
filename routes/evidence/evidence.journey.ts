import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FILES } from '#lib/server/evidence-store/testing.ts';
import { DESK, expectAccessible, expectNoSidewaysScroll, openBrowser, PHONE } from '#lib/testing/browser.ts';
import { startProduct, type Product } from '#lib/testing/product.ts';
import { signInAs, type Heading } from '#lib/testing/sign-in.ts';

let product: Product;
let browser: Browser;
let files: string;
beforeAll(async () => {
	files = mkdtempSync(join(tmpdir(), 'followthrough-files-'));
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

const open = async (options: BrowserContextOptions = DESK) =>
	(await browser.newContext({ ...options, baseURL: product.origin })).newPage();

const somebody = async (role: Heading, options: BrowserContextOptions = DESK, place = 0): Promise<Page> => {
	const page = await open(options);
	await signInAs(page, role, place);
	return page;
};

const file = (name: string, bytes: Buffer): string => {
	const path = join(files, name);
	writeFileSync(path, bytes);
	return path;
};

const underWay = async (page: Page): Promise<string> => {
	await page.goto(`/my-work${DATA}&section=overdue`);
	const cards = page.locator('.ft-card', { hasText: 'in progress' }).filter({ hasText: 'accepted' });
	return new URL((await cards.first().getByRole('link').getAttribute('href')) ?? '', product.origin).pathname;
};

/** How the bytes at an address are answered to whoever holds the page. */
const fetched = async (page: Page, path: string) => {
	const answer = await page.request.get(path);
	return { status: answer.status(), headers: answer.headers(), bytes: await answer.body() };
};

test('a file goes on file with an update without JavaScript, is read by a verifier, by another organisation only once it is public', async () => {
	const contributor = await somebody('Contributors', { ...PHONE, ...NO_JAVASCRIPT });
	const path = await underWay(contributor);
	await contributor.goto(path + DATA);
	await contributor.getByLabel('Evidence: a file').setInputFiles(file('Audit of wards.pdf', FILES.pdf));
	await contributor.getByLabel('In your own words').fill('Every ward was audited.');
	await contributor.getByRole('button', { name: 'Save' }).click();
	await contributor.getByRole('status').waitFor();
	await expectNoSidewaysScroll(contributor);
	const link = contributor.getByRole('link', { name: 'Audit of wards.pdf' });
	const address = (await link.getAttribute('href')) ?? '';

	const mine = await fetched(contributor, address);
	expect(mine.bytes).toEqual(FILES.pdf);
	expect(mine.headers).toMatchObject({
		'content-type': 'application/pdf',
		'content-disposition': `attachment; filename="Audit of wards.pdf"; filename*=UTF-8''Audit%20of%20wards.pdf`,
		'content-security-policy': expect.stringContaining('sandbox'),
		'x-content-type-options': 'nosniff',
		'cache-control': 'private, no-store'
	});
	expect((await fetched(await somebody('Verifiers'), address)).bytes).toEqual(FILES.pdf);

	const strangers = [await somebody('Contributors', DESK, 1), await open()];
	const nothing = await fetched(strangers[0] as Page, '/evidence/2147483' + DATA);
	for (const stranger of strangers) {
		const answer = await fetched(stranger, address);
		expect(answer.status).toBe(404);
		expect(answer.bytes.toString()).not.toContain('Audit of wards');
	}
	expect(nothing.status).toBe(404);

	const approver = await somebody('Approvers');
	await approver.goto(path + DATA);
	await approver.getByRole('button', { name: 'Make public “Audit of wards.pdf”' }).click();
	await approver.getByText('Everybody can see this evidence from now on.').waitFor();
	await expectAccessible(approver);
	for (const stranger of strangers) expect((await fetched(stranger, address)).bytes).toEqual(FILES.pdf);
	await approver.getByRole('button', { name: 'Take out of public view “Audit of wards.pdf”' }).click();
	await approver.getByText('Only your organisation').waitFor();
	for (const stranger of strangers) expect((await fetched(stranger, address)).status).toBe(404);
});

test.each([
	['desk', DESK],
	['phone without JavaScript', { ...PHONE, ...NO_JAVASCRIPT }]
] as [string, BrowserContextOptions][])(
	'what cannot be taken is said beside the field, and the words stay: %s',
	async (_, options) => {
		const page = await somebody('Contributors', options);
		const path = await underWay(page);
		for (const [name, bytes, sentence] of [
			['report.pdf', FILES.html, 'it is not a PDF'],
			['ward.svg', FILES.svg, 'web page or a drawing'],
			['empty.pdf', Buffer.alloc(0), 'This file is empty'],
			['bomb.xlsx', FILES.bomb, 'grow so large'],
			['large.pdf', Buffer.concat([FILES.pdf, Buffer.alloc(26 * 1024 * 1024, ' ')]), 'larger than 25 MB']
		] as [string, Buffer, string][]) {
			await page.goto(path + DATA);
			await page.getByLabel('In your own words').fill('With a file.');
			await page.getByLabel('Evidence: a file').setInputFiles(file(name, bytes));
			await page.getByRole('button', { name: 'Save' }).click();
			await page.getByRole('alert').getByText(sentence).waitFor();
			expect(await page.getByLabel('In your own words').inputValue()).toBe('With a file.');
		}
		if (options.javaScriptEnabled !== false) await expectAccessible(page);
	}
);

test('what is far too large is answered with a sentence, before it is read', async () => {
	const page = await somebody('Contributors');
	const answer = await page.request.post((await underWay(page)) + DATA, {
		headers: { origin: product.origin },
		multipart: {
			evidence_file: { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.alloc(60 * 1024 * 1024, 'a') }
		}
	});
	expect(answer.status()).toBe(413);
	expect(await answer.text()).toContain('25 MB at most');
});
