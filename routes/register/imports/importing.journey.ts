import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	DESK,
	expectFitForEveryScreen,
	expectNoSidewaysScroll,
	openBrowser,
	PHONE
} from '#lib/testing/browser.ts';
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

const KIND = 'recommendations with their report';
const NO_JAVASCRIPT: BrowserContextOptions = { ...PHONE, javaScriptEnabled: false };
const SCREENS: [string, BrowserContextOptions][] = [
	['desk', DESK],
	['phone without JavaScript', NO_JAVASCRIPT]
];

const registrar = async (options: BrowserContextOptions = DESK): Promise<Page> => {
	const page = await (await browser.newContext({ ...options, baseURL: product.origin })).newPage();
	await signInAs(page, 'Registrars');
	return page;
};

const expectSound = async (page: Page, options: BrowserContextOptions) => {
	if (options.javaScriptEnabled === false) await expectNoSidewaysScroll(page);
	else await expectFitForEveryScreen(page);
};

const upload = async (page: Page, name: string, content: string | Buffer, kind = KIND) => {
	await page.goto('/register/imports?data=demonstration');
	await page.getByLabel('What does the file hold?').selectOption(kind);
	await page
		.getByLabel('The file', { exact: true })
		.setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content as string) });
	await page.getByRole('button', { name: 'Upload and match columns' }).click();
};

const check = async (page: Page) => {
	await page.getByRole('button', { name: 'Check what would happen' }).click();
	await page.getByRole('heading', { name: 'Check what would happen' }).waitFor();
};

const take = async (page: Page) => {
	await page.getByRole('button', { name: /^Import \d/ }).click();
	await page.getByRole('heading', { name: 'Imported' }).waitFor();
};

/** How many rows a page counts of something. */
const counted = async (page: Page, what: string): Promise<number> =>
	Number(
		(await page.locator('.tiles li', { hasText: what }).locator('strong').textContent())?.replaceAll(',', '')
	);

const HEADINGS = 'source_name,report_title,recommendation_ref,summary,made_on\r\n';
const ask = (ref: string, words: string, day = '2024-03-01') =>
	`Invented safety body,Invented report on falls,${ref},${words},${day}\r\n`;

test.each(SCREENS)('a file is matched, checked and taken in: %s', async (name, options) => {
	const page = await registrar(options);
	const ref = name.replaceAll(' ', '-');
	await page.goto('/register/imports?data=demonstration');
	await page.getByRole('heading', { name: 'Imports' }).waitFor();
	await expectSound(page, options);
	await page.getByRole('button', { name: 'Upload and match columns' }).click();
	await page.getByRole('link', { name: /^Choose the file/ }).waitFor();
	await expectSound(page, options);

	const text = HEADINGS + ask(`${ref}/1`, `Keep ${ref} ladders locked`) + ask(`${ref}/2`, '');
	await upload(page, 'falls.csv', text);
	await page.getByText('2 rows').waitFor();
	await expectSound(page, options);
	await check(page);
	expect(await counted(page, 'new')).toBe(1);
	expect(await counted(page, 'cannot be imported')).toBe(1);
	await page.getByText('Say in plain English what was asked.').first().waitFor();
	await expectSound(page, options);
	await take(page);
	await page.getByText('1 row is in the register.').waitFor();
	await expectSound(page, options);

	await page.goto(`/recommendations/${ref}-1?data=demonstration`);
	await page.getByText(`Keep ${ref} ladders locked`).first().waitFor();
});

describe('a file that comes again', () => {
	const rows = ['Fence the pond', 'Oil every hinge', 'Label the taps'];
	const file = (mended: string) =>
		HEADINGS + [...rows.slice(0, 2), mended].map((words, index) => ask(`AGAIN/${index + 1}`, words)).join('');

	test('changes nothing, and a mended one only what was mended', async () => {
		const page = await registrar();
		await upload(page, 'again.csv', file('Label the taps'));
		await check(page);
		await take(page);
		await upload(page, 'again.csv', file('Label the taps'));
		await page.getByText('was matched before').waitFor();
		await check(page);
		await page.getByText('Nothing would change.').waitFor();
		expect(await counted(page, 'the same')).toBe(3);

		await upload(page, 'again.csv', file('Label the taps and the hoses'));
		await check(page);
		expect([await counted(page, 'changed'), await counted(page, 'the same')]).toEqual([1, 2]);
		await page.locator('del', { hasText: 'Label the taps' }).waitFor();
		await page.locator('ins', { hasText: 'Label the taps and the hoses' }).waitFor();
		await take(page);
		expect(await counted(page, 'changed')).toBe(1);
	});
});

test('two hundred faults of twelve kinds become a dozen lines, and a file to mend', async () => {
	const faults: [name: string, row: (n: number) => string][] = [
		['no words', (n) => ask(`FAULT/${n}`, '')],
		['no day', (n) => ask(`FAULT/${n}`, `Do ${n}`, 'soon')],
		['a day that was not', (n) => ask(`FAULT/${n}`, `Do ${n}`, '2024-02-31')],
		['a day to come', (n) => ask(`FAULT/${n}`, `Do ${n}`, '2999-01-01')],
		['no source', (n) => `,A report,FAULT/${n},Do ${n},2024-03-01\r\n`],
		['no report', (n) => `A body,,FAULT/${n},Do ${n},2024-03-01\r\n`],
		['too few cells', (n) => `A body,A report,FAULT/${n}\r\n`],
		['too many cells', (n) => `A body,A report,FAULT/${n},Do,2024-03-01,x,y,z\r\n`],
		['a stray quote', (n) => `A body,A report,FAULT/${n},"Do" ${n},2024-03-01\r\n`],
		['too long', (n) => ask(`FAULT/${n}`, 'word '.repeat(500))],
		['too long a reference', (n) => ask(`FAULT/${n}/${'x'.repeat(120)}`, `Do ${n}`)],
		['twice', () => ask('FAULT/TWICE', 'Something else each time', `2024-03-${(seen += 1) % 9}1`)]
	];
	let seen = 0;
	let text = HEADINGS + ask('FAULT/TWICE', 'Mind the step');
	for (let n = 0; n < 200; n += 1) text += faults[n % faults.length]?.[1](n) ?? '';
	const page = await registrar();
	await upload(page, 'faults.csv', text);
	await check(page);
	expect(await counted(page, 'cannot be imported')).toBe(200);
	expect(await counted(page, 'new')).toBe(1);
	const groups = await page.locator('section[aria-labelledby="problems"] li').count();
	expect(groups).toBeGreaterThanOrEqual(8);
	expect(groups).toBeLessThan(60);
	const download = page.waitForEvent('download');
	await page.getByRole('link', { name: /^Download these rows/ }).click();
	const path = await (await download).path();
	const { readFileSync } = await import('node:fs');
	const lines = readFileSync(path, 'utf8').trim().split('\r\n');
	expect(lines).toHaveLength(201);
	expect(lines[0]).toMatch(/,what is wrong$/);
	await expectSound(page, DESK);
});

test('a semicolon file of an older spreadsheet is read as it was meant, and its days are asked about', async () => {
	const text =
		'Recommendation;Made on;Source name;Report title;Recommendation ref\r\n' +
		'Café floors must be dry – always;03/04/2024;Invented safety body;Invented report on slips;OLD/1\r\n' +
		'Naïve signs are not enough;05/06/2024;Invented safety body;Invented report on slips;OLD/2\r\n';
	const page = await registrar();
	await upload(page, 'old.csv', Buffer.from(text.replace('–', '\u0096'), 'latin1'));
	await page.getByText('Windows-1252').first().waitFor();
	await page.getByRole('button', { name: 'Check what would happen' }).click();
	await page.getByRole('link', { name: /^Days such as 03\/04\/2024 can be read in two ways/ }).waitFor();
	await expectSound(page, DESK);
	await page.getByRole('radio', { name: /^The month comes first/ }).check();
	await page.getByRole('button', { name: 'Read it so' }).click();
	await expectSound(page, DESK);
	await page.locator('#column-0').selectOption('summary');
	await check(page);
	expect(await counted(page, 'new')).toBe(2);
	await take(page);
	await page.goto('/recommendations/OLD-1?data=demonstration');
	await page.getByText('Café floors must be dry – always').first().waitFor();
	await page.getByText('4 March 2024').first().waitFor();
});

test('an import that is cancelled leaves nothing behind', async () => {
	const page = await registrar();
	await upload(page, 'cancelled.csv', HEADINGS + ask('GONE/1', 'Paint the railings'));
	await check(page);
	await page.getByRole('button', { name: 'Cancel this import' }).click();
	await page.getByText('Nothing of it is in the register.').waitFor();
	await expectSound(page, DESK);
	expect((await page.goto('/recommendations/GONE-1?data=demonstration'))?.status()).toBe(404);
});

test('an import is undone, unless somebody has built on it', async () => {
	const page = await registrar();
	await upload(page, 'undone.csv', HEADINGS + ask('UNDO/1', 'Sweep the yard at dusk'));
	await check(page);
	await take(page);
	const first = page.url();
	await upload(page, 'built.csv', HEADINGS + ask('UNDO/1', 'Sweep the yard at dawn'));
	await check(page);
	await take(page);
	const second = page.url();
	await page.goto(first);
	await page.getByRole('button', { name: 'Undo this import' }).click();
	await page.getByText(/built on what it brought: row 2 \(UNDO\/1/).waitFor();
	await expectSound(page, DESK);

	await page.goto(second);
	await page.getByRole('button', { name: 'Undo this import' }).click();
	await page.getByRole('heading', { name: 'Undone' }).waitFor();
	await expectSound(page, DESK);
	await page.goto('/recommendations/UNDO-1?data=demonstration');
	await page.getByText('Sweep the yard at dusk').first().waitFor();
});

test('a file of the Organisation Data Service comes in without headings, and its newer version changes only what is new', async () => {
	const row = (code: string, name: string, closed = '') =>
		[code, name, 'Y99', 'Q99', '1 MILL LANE', '', '', 'ANYTOWN', '', 'AB1 2CD', '20200401', closed]
			.concat(Array<string>(15).fill(''))
			.map((cell) => `"${cell}"`)
			.join(',');
	const page = await registrar();
	const first = [
		row('RZA01', 'ALDER NHS TRUST'),
		row('RZA02', 'BIRCH NHS TRUST'),
		row('RZA03', 'CEDAR NHS TRUST')
	];
	await upload(page, 'etr.csv', first.join('\r\n'), 'organisations');
	await check(page);
	expect(await counted(page, 'new')).toBe(3);
	await take(page);

	const newer = [
		first[0],
		row('RZA02', 'BIRCH AND BEECH NHS TRUST'),
		row('RZA03', 'CEDAR NHS TRUST', '20240331'),
		row('RZA04', 'DOGWOOD NHS TRUST')
	];
	await upload(page, 'etr.csv', newer.join('\r\n'), 'organisations');
	await check(page);
	expect(await counted(page, 'new')).toBe(1);
	expect(await counted(page, 'changed')).toBe(2);
	expect(await counted(page, 'the same')).toBe(1);
	await take(page);

	await page.goto('/organisations/RZA03?data=demonstration');
	await page.getByText('31 March 2024').first().waitFor();
	await page.goto('/organisations/RZA02?data=demonstration');
	await page.getByRole('heading', { name: /birch and beech/i }).waitFor();
});

test('a picture that is called a CSV is refused by what it is', async () => {
	const page = await registrar();
	await upload(page, 'table.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]));
	await page.getByRole('link', { name: /^This is a picture/ }).waitFor();
	await expectSound(page, DESK);
});

test('an organisation that ended stands with its successor, and with what has yet to pass on', async () => {
	const page = await registrar();
	await page.goto('/register/imports?data=demonstration');
	await page.getByRole('link', { name: 'Organisations that ended' }).click();
	await page.getByRole('heading', { name: 'Organisations that ended' }).waitFor();
	expect(await page.locator('main').innerText()).toMatch(
		/took over on .*\s+Nothing is open under the old name/
	);
	await expectSound(page, DESK);
});

test('what asks for the same again becomes a family, with a member put in and taken out by hand', async () => {
	const page = await registrar();
	const cards = page.locator('section.ft-card');
	// What is alike is looked for in the background.
	await expect
		.poll(async () => (await page.goto('/register/families?data=demonstration'), cards.count()), {
			timeout: 60_000
		})
		.toBeGreaterThan(1);
	await expectSound(page, DESK);
	const pairOf = async (place: number) =>
		(await cards.nth(place).getByRole('heading').innerText()).split(' and ');
	const pair = await pairOf(0);
	const other = (await pairOf(1)).find((reference) => !pair.includes(reference)) ?? '';
	const card = cards.first();
	expect(await card.locator('.ask').count()).toBe(2);
	await card.getByLabel('Yes: they make a new family').check();
	await card.getByLabel('Name of the family').fill('Seen twice');
	await card.getByRole('button').click();
	await page.getByText('Kept: they ask for the same.').waitFor();

	await page.goto('/families/seen-twice?data=demonstration');
	await page.getByRole('link', { name: 'Put another in, or take one out' }).click();
	await page.getByRole('button', { name: 'Put it into the family' }).click();
	await page.getByRole('link', { name: 'Say why: what in the texts shows it.' }).waitFor();
	await page.getByLabel('Reference of the recommendation').fill(other);
	await page.getByLabel('Why', { exact: true }).fill('It was taken for the same.');
	await page.getByRole('button', { name: 'Put it into the family' }).click();
	await page.getByText('The recommendation was put in.').waitFor();
	await expectSound(page, DESK);
	const member = cards.filter({ hasText: other });
	await member.locator('summary').click();
	await member.getByLabel('Why it does not belong here').fill('It asks for something else.');
	await member.getByRole('button').click();
	await page.getByText('The recommendation was taken out.').waitFor();
	await page.getByRole('heading', { name: '2 recommendations belong to it' }).waitFor();
	expect(await cards.filter({ hasText: other }).count()).toBe(0);
});
