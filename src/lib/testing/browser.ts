import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright';
import { expect } from 'vitest';

const COMMON = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable'
];
const QUIET = [
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

/** The two widths that every journey is walked at. */
export const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, locale: 'en-GB' };
export const DESK: BrowserContextOptions = { viewport: { width: 1280, height: 900 }, locale: 'en-GB' };

/** Opens the Chromium that the test command found (CHROMIUM_PATH), one of the system's, or Playwright's own. */
export const openBrowser = (): Promise<Browser> =>
	chromium.launch({
		executablePath: process.env.CHROMIUM_PATH ?? COMMON.find((path) => existsSync(path)),
		args: process.getuid?.() === 0 ? [...QUIET, '--no-sandbox'] : QUIET
	});

const WCAG_2_2_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Expects that axe finds nothing on the page, as it stands now, that WCAG 2.2 AA forbids. What passes is not described,
 * and the page alone is asked (no frame of another site stands in any of ours): both take longer than the finding.
 */
export const expectAccessible = async (page: Page): Promise<void> => {
	const { violations } = await new AxeBuilder({ page })
		.options({ resultTypes: ['violations'] })
		.withTags(WCAG_2_2_AA)
		.setLegacyMode()
		.analyze();
	const found = violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map(({ html }) => html) }));
	expect(found, `what axe finds at ${page.url()}`).toEqual([]);
};

/** Expects that the page is no wider than its screen: what is wide scrolls inside its own frame. */
export const expectNoSidewaysScroll = async (page: Page): Promise<void> => {
	const { content, screen } = await page.evaluate(() => ({
		content: document.documentElement.scrollWidth,
		screen: document.documentElement.clientWidth
	}));
	expect(content, `width of ${page.url()}`).toBeLessThanOrEqual(screen);
};

/** Expects of the page, at both widths one after the other, that it is accessible and no wider than its screen. */
export const expectFitForEveryScreen = async (page: Page): Promise<void> => {
	const before = page.viewportSize();
	for (const { viewport } of [DESK, PHONE]) {
		if (viewport) await page.setViewportSize(viewport);
		await expectAccessible(page);
		await expectNoSidewaysScroll(page);
	}
	if (before) await page.setViewportSize(before);
};

/** Opens one page after another, each until it has loaded all that it shows, and expects the same of it. */
export const expectPagesFitForEveryScreen = async (page: Page, paths: readonly string[]): Promise<void> => {
	for (const path of paths) {
		await page.goto(path);
		await page.waitForLoadState('networkidle');
		await expectFitForEveryScreen(page);
	}
};
