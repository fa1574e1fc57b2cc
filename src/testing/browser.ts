import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright';
import { expect } from 'vitest';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const QUIET = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** The two widths at which every page is walked: a desk and a phone. */
export const WIDTHS = [1280, 390] as const;

/** The browser that the test command found or installed. */
export const openBrowser = (): Promise<Browser> => {
	const executablePath = process.env.CHROMIUM_PATH ?? PLACES.find((place) => existsSync(place));
	return chromium.launch({ ...(executablePath && { executablePath }), args: QUIET });
};

/** A page of a width; `without: 'JavaScript'` is a browser that runs none. */
export const openPage = async (
	browser: Browser,
	origin: string,
	options: { width?: number; without?: 'JavaScript' } = {}
): Promise<Page> => {
	const context = await browser.newContext({
		baseURL: origin,
		viewport: { width: options.width ?? WIDTHS[0], height: 900 },
		javaScriptEnabled: options.without !== 'JavaScript'
	});
	const page = await context.newPage();
	page.setDefaultTimeout(30_000);
	return page;
};

/** Fails with what axe finds against WCAG 2.2 AA on the page as it stands. */
export const expectAccessible = async (page: Page): Promise<void> => {
	const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
	const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' · ')}`);
	expect(found, `accessibility of ${page.url()}`).toEqual([]);
};

/** Fails when the page is wider than the screen. */
export const expectNoSidewaysScroll = async (page: Page): Promise<void> => {
	const { content, screen } = await page.evaluate(() => ({
		content: document.documentElement.scrollWidth,
		screen: document.documentElement.clientWidth
	}));
	expect(content, `width of ${page.url()}`).toBeLessThanOrEqual(screen);
};
