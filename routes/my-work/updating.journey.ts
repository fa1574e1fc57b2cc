import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { read } from '#lib/csv/read.ts';
import { write } from '#lib/csv/write.ts';
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
const NO_JAVASCRIPT: BrowserContextOptions = { javaScriptEnabled: false };

const signIn = (page: Page, role: Heading = 'Contributors') => signInAs(page, role);
const open = (options: BrowserContextOptions): Promise<BrowserContext> =>
	browser.newContext({ ...options, baseURL: product.origin });
const somebody = async (options: BrowserContextOptions = PHONE, role: Heading = 'Contributors') => {
	const page = await (await open(options)).newPage();
	await signIn(page, role);
	return page;
};

/** With JavaScript at a desk, and without it on a phone. Axe is a script, so it looks at the first alone. */
const WAYS: [string, BrowserContextOptions][] = [
	['with JavaScript at a desk', DESK],
	['without JavaScript on a phone', { ...PHONE, ...NO_JAVASCRIPT }]
];
const expectSound = async (page: Page, options: BrowserContextOptions) => {
	await expectNoSidewaysScroll(page);
	if (options.javaScriptEnabled !== false) await expectAccessible(page);
};

/** The path of something that is under way and that no other test touches: each takes its own place in the list. */
const underWay = async (page: Page, place: number): Promise<string> => {
	await page.goto(`/my-work/bulk${DATA}`);
	const open = page.locator('.nhsuk-checkboxes__item', { hasText: 'in progress' });
	return `/my-work/${await open.nth(place).getByRole('checkbox').getAttribute('value')}${DATA}`;
};
const words = (page: Page) => page.getByLabel('In your own words');
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();
const said = (page: Page) => page.getByRole('status').innerText();
/** How often a sentence stands in the history of the page. */
const timesTold = (page: Page, text: string) =>
	page.locator('.ft-timeline__words', { hasText: text }).count();

test.each(WAYS)(
	'what was saved by mistake is undone with one button %s, and the history shows both',
	async (_, options) => {
		const page = await somebody(options);
		const path = await underWay(page, 2);
		await page.goto(path);
		const before = await page.locator('blockquote.said').innerText();
		await page.getByRole('radio', { name: 'delivered' }).check();
		await words(page).fill('This was a slip.');
		await page.getByLabel('Link to evidence').fill('https://example.org/slip');
		await save(page);
		expect(await said(page)).toContain('Until then it does not count as done');
		await expectSound(page, options);
		await page.getByRole('button', { name: 'Undo' }).click();
		await page.getByText('Undone. It stands as it did before.').waitFor();
		expect(await page.locator('blockquote.said').innerText()).toBe(before);
		expect(await page.getByText('It was taken back.').count()).toBeGreaterThanOrEqual(2);
		expect(await page.getByRole('link', { name: 'example.org/slip' }).count()).toBe(0);
		expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
	}
);

describe('what was typed survives', () => {
	test('a closed tab', async () => {
		const page = await somebody();
		const path = await underWay(page, 3);
		await page.goto(path);
		await page.getByRole('radio', { name: 'on hold' }).check();
		await words(page).fill('Half a thought');
		await page.close();
		const again = await page.context().newPage();
		await again.goto(path);
		await again.getByText('You began an update').waitFor();
		expect(await words(again).inputValue()).toBe('Half a thought');
		expect(await again.getByRole('radio', { name: 'on hold' }).isChecked()).toBe(true);
		await expectAccessible(again);
		await again.getByRole('button', { name: 'Drop them' }).click();
		await again.getByText('Your words were dropped').waitFor();
		await again.goto(path);
		expect(await words(again).inputValue()).not.toBe('Half a thought');
	});

	test('no signing out: whoever sits at the browser next does not see it', async () => {
		const page = await somebody();
		await page.goto(await underWay(page, 3));
		await words(page).fill('Half a thought');
		const kept = () => page.evaluate(() => Object.keys(localStorage).length);
		expect(await kept()).toBe(1);
		await page.getByRole('button', { name: 'Sign out' }).click();
		await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
		expect(await kept()).toBe(0);
	});

	test('a lost connection, and is saved once when it is back, however often one presses', async () => {
		const page = await somebody();
		await page.goto(await underWay(page, 3));
		await words(page).fill('Sent from the lift.');
		await page.context().setOffline(true);
		await save(page);
		await page.getByText('There is no connection').waitFor();
		await page.context().setOffline(false);
		await page.getByRole('button', { name: 'Save', exact: true }).dblclick();
		await page.getByRole('status').waitFor();
		expect(await timesTold(page, 'Sent from the lift.')).toBe(1);
	});

	test('the end of the session, without JavaScript: after signing in again the words are there', async () => {
		const page = await somebody({ ...PHONE, ...NO_JAVASCRIPT });
		const path = await underWay(page, 4);
		await page.goto(path);
		await words(page).fill('Written over lunch.');
		await page.context().clearCookies();
		await save(page);
		await page.waitForURL(/sign-in/);
		await signIn(page);
		await page.goto(path);
		expect(await words(page).inputValue()).toBe('Written over lunch.');
		await save(page);
		expect(await said(page)).toBe('Saved.');
		await page.goto(path);
		expect(await page.getByText('You began an update').count()).toBe(0);
	});
});

test('two who write at once see both texts, and the second chooses', async () => {
	const first = await somebody();
	const path = await underWay(first, 4);
	const second = await somebody(DESK, 'Approvers');
	for (const page of [first, second]) await page.goto(path);
	await words(second).fill('The board has paid for it.');
	await save(second);
	await second.getByRole('status').waitFor();
	await words(first).fill('We still wait for money.');
	await save(first);
	const both = first.getByRole('region', { name: 'Something was saved here while you were writing' });
	await both.waitFor();
	expect(await both.innerText()).toContain('The board has paid for it.');
	expect(await both.innerText()).toContain('We still wait for money.');
	await expectAccessible(first);
	await expectNoSidewaysScroll(first);
	expect(await words(first).inputValue()).toBe('We still wait for money.');
	await save(first);
	await first.getByRole('status').waitFor();
	expect(await timesTold(first, 'The board has paid for it.')).toBe(1);
	expect(await timesTold(first, 'We still wait for money.')).toBe(1);
});

test.each(WAYS)(
	'a spreadsheet goes out, comes back changed, is looked at and saved %s',
	async (way, options) => {
		const page = await somebody({ ...options, acceptDownloads: true });
		const ids: (string | undefined)[] = [];
		for (const place of [0, 1]) ids.push(/\d+/.exec(await underWay(page, place))?.[0]);
		await page.goto(`/my-work${DATA}`);
		await page.getByRole('link', { name: 'Answer in a spreadsheet' }).click();
		await expectSound(page, options);
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('link', { name: 'Download my assignments' }).click()
		]);
		const { headings, rows } = read('sheet.csv', await readFile(await download.path()));
		const at = (name: string) => headings.indexOf(name);
		const mine = rows.filter(({ cells }) => ids.includes(cells[at('assignment_id')]));
		const sheet = mine.map(({ cells }, place) => {
			const filled = [...cells, 'A note of mine'];
			if (place === 0) filled[at('narrative')] = `Said in Excel ${way}.`;
			if (place === 1) filled[at('delivery')] = 'on hold';
			return filled;
		});
		const file = {
			name: 'my answers.csv',
			mimeType: 'text/csv',
			buffer: Buffer.from(write([...headings, 'notes'], sheet, ';'))
		};
		await page.getByLabel('The sheet that you filled in').setInputFiles(file);
		await page.getByRole('button', { name: 'Show what would change' }).click();
		const shown = await page.locator('main').innerText();
		expect(shown).toContain('1 assignment would change. Nothing is saved yet.');
		expect(shown).toContain(`Said in Excel ${way}.`);
		expect(shown).toContain('Row 3, barrier');
		expect(shown).toContain('‘notes’');
		await expectSound(page, options);
		await page.getByRole('button', { name: 'Save 1 change' }).click();
		expect(await said(page)).toContain('1 assignment updated');
		await page.goto(`/my-work/${mine[0]?.cells[at('assignment_id')]}${DATA}`);
		expect(await page.locator('blockquote.said').innerText()).toBe(`Said in Excel ${way}.`);
	}
);

test.each(WAYS)(
	'the same is said of many, then all claims are decided on one page %s',
	async (way, options) => {
		const done = `Done with the new record ${way}.`;
		const page = await somebody(options);
		await page.getByRole('link', { name: 'Say the same about many' }).click();
		await expectSound(page, options);
		const open = page.locator('.nhsuk-checkboxes__item', { hasText: 'in progress' });
		const asks: string[] = [];
		for (const place of [0, 1]) {
			await open.nth(place).getByRole('checkbox').check();
			asks.push((await open.nth(place).locator('label').innerText()).trim());
		}
		await page.getByRole('button', { name: 'Go on with the ticked ones' }).click();
		await page.getByRole('heading', { name: 'Say the same about 2' }).waitFor();
		await page.getByRole('radio', { name: 'delivered' }).check();
		await words(page).fill(done);
		await save(page);
		await page.getByRole('alert').getByText('needs evidence').waitFor();
		await page.getByLabel('Why is there no evidence').first().fill('The record shows it by itself.');
		await expectSound(page, options);
		await save(page);
		expect(await said(page)).toBe('Saved for 2 assignments.');

		const approver = await somebody(options, 'Approvers');
		await approver.goto(`/my-work/sign-off${DATA}`);
		await approver.getByRole('button', { name: 'Sign off the ticked claims' }).click();
		await approver.getByRole('link', { name: 'Tick at least one of them first.' }).waitFor();
		const card = (ask: string) =>
			approver.locator('.ft-card', { hasText: ask }).filter({ hasText: done }).first();
		await card(asks[0] as string)
			.getByRole('checkbox')
			.check();
		await approver.getByRole('button', { name: 'Return the ticked claims' }).click();
		await approver.getByRole('alert').getByText('Give the reason').waitFor();
		await expectSound(approver, options);
		await card(asks[0] as string)
			.getByLabel('what is missing')
			.fill('Which wards?');
		await approver.getByRole('button', { name: 'Return the ticked claims' }).click();
		expect(await said(approver)).toBe('Returned: 1 claim, each with your reason.');
		for (const ask of asks.slice(1)) await card(ask).getByRole('checkbox').check();
		await approver.getByRole('button', { name: 'Sign off the ticked claims' }).click();
		expect(await said(approver)).toContain('Signed off: 1 claim.');
	}
);

test('fields that the form does not have change nothing', async () => {
	const page = await somebody();
	const path = await underWay(page, 4);
	await page.goto(path);
	const answer = await page.evaluate(async (path) => {
		const body = new URLSearchParams({
			narrative: 'Only these words.',
			assignment_id: '1',
			organisation_id: '1',
			assurance: 'assured',
			closure: 'implemented',
			claimed_by: '1',
			has_evidence: 'true',
			as: 'approver',
			by: '1',
			recorded_at: '2020-01-01'
		});
		const response = await fetch(path.replace('?', '?/update&assurance=assured&'), { method: 'POST', body });
		return response.status;
	}, path);
	expect(answer).toBe(200);
	await page.goto(path);
	expect(await page.locator('blockquote.said').innerText()).toBe('Only these words.');
	expect(await page.locator('main').innerText()).not.toContain('confirmed that it is done');
});

/** As fast as somebody who knows the page: a second to find and press, a fifth of one to press a key. */
const PACE = { press: 1_000, key: 200 };

test.each([
	['pointer', PHONE],
	['keyboard', DESK]
] as const)('the commonest update takes at most 3 pages and 12 interactions, by %s', async (by, screen) => {
	const page = await (await open(screen)).newPage();
	const count = { pages: 0, presses: 0, fields: 0, keys: 0 };
	const wait = (ms: number) => page.waitForTimeout(ms);
	const press = async (target: ReturnType<Page['locator']>, key = 'Enter') => {
		await wait(PACE.press);
		count.presses += 1;
		if (by === 'pointer') return target.click();
		await target.focus();
		await page.keyboard.press(key);
	};
	await page.goto(`/sign-in${DATA}`);
	count.pages += 1;
	const begun = performance.now();
	await press(page.locator('h2:text-is("Contributors") + p + ul button').first());
	await page.getByRole('heading', { name: 'My work', exact: true }).waitFor();
	count.pages += 1;
	const card = page.locator('.ft-card', { hasText: 'in progress' }).first();
	await press(card.getByRole('link'));
	await words(page).waitFor();
	count.pages += 1;
	await press(words(page), 'End');
	await page.keyboard.press('Control+End');
	const more = ' Ward 9 now does too.';
	await page.keyboard.type(more, { delay: PACE.key });
	count.fields += 1;
	count.keys += more.length + 1;
	await press(page.getByRole('button', { name: 'Save', exact: true }));
	await page.getByRole('status').waitFor();
	const seconds = Math.round((performance.now() - begun) / 1000);
	expect(await said(page)).toBe('Saved.');
	const interactions = count.presses + count.fields;
	console.warn(
		`The commonest update by ${by}: ${count.pages} pages, ${interactions} interactions (${count.presses} presses, ${count.fields} text, ${count.keys} keys), ${seconds} s at human pace.`
	);
	expect(count.pages).toBeLessThanOrEqual(3);
	expect(interactions).toBeLessThanOrEqual(12);
	expect(seconds).toBeLessThan(120);
});
