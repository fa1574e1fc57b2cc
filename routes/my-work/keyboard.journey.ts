import type { Browser, Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESK, openBrowser } from '#lib/testing/browser.ts';
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

/** Whether one sees where the keyboard is: of a radio button or a tick box it is the label that draws it. */
const isFocusSeen = (page: Page) =>
	page.evaluate(() => {
		const at = document.activeElement as HTMLInputElement;
		const isSeen = ({ outlineStyle, outlineWidth, boxShadow }: CSSStyleDeclaration) =>
			(outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
		const label = ['radio', 'checkbox'].includes(at.type) ? at.labels?.[0] : undefined;
		return isSeen(getComputedStyle(at)) || (!!label && isSeen(getComputedStyle(label, '::before')));
	});
const has = (target: Locator) => target.evaluate((element) => element === document.activeElement);
const MOST_STOPS = 80;

/** Presses Tab until the keyboard is there; every stop on the way must be seen. */
const tabTo = async (page: Page, target: Locator): Promise<void> => {
	for (let stop = 0; stop < MOST_STOPS; stop += 1) {
		await page.keyboard.press('Tab');
		const where = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200));
		expect(await isFocusSeen(page), where).toBe(true);
		if (await has(target)) return;
	}
	throw new Error(`The keyboard does not come to ${target}.`);
};

test('somebody signs in and saves the commonest update by the keyboard alone, and always sees where it is', async () => {
	const page = await (await browser.newContext({ ...DESK, baseURL: product.origin })).newPage();
	await page.goto('/sign-in?data=demonstration');
	await tabTo(page, page.locator('h2:text-is("Contributors") + p + ul button').first());
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: 'My work', exact: true }).waitFor();

	const card = page.locator('.ft-card', { hasText: 'in progress' }).filter({ hasText: 'accepted' }).first();
	await tabTo(page, card.getByRole('link'));
	await page.keyboard.press('Enter');
	await page.getByLabel('In your own words').waitFor();

	await tabTo(page, page.locator('input[name=delivery]').first());
	await page.keyboard.press('Space');
	const onHold = page.getByRole('radio', { name: 'on hold' });
	for (let n = 0; n < 8 && !(await onHold.isChecked()); n += 1) await page.keyboard.press('ArrowDown');
	expect(await onHold.isChecked()).toBe(true);
	expect(await isFocusSeen(page)).toBe(true);
	const barrier = page.getByLabel('What stands in the way?').locator('visible=true');
	await tabTo(page, barrier);
	await page.keyboard.press('ArrowDown');
	expect(await barrier.inputValue()).toBe('money');

	await tabTo(page, page.getByLabel('In your own words'));
	await page.keyboard.press('Control+A');
	await page.keyboard.type('We wait for the money.');
	await tabTo(page, page.getByRole('button', { name: 'Save', exact: true }));
	await page.keyboard.press('Enter');
	expect(await page.getByRole('status').innerText()).toContain('Saved');
	expect(await page.locator('blockquote.said').innerText()).toBe('We wait for the money.');
});
