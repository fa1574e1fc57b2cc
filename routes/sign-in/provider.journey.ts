import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anOrganisation, becomeAdministrator, headingOf, invite } from '#lib/testing/accounts.ts';
import { DESK, expectAccessible, expectNoSidewaysScroll, openBrowser, PHONE } from '#lib/testing/browser.ts';
import { startProduct, type Product } from '#lib/testing/product.ts';
import { CLIENT, startProvider, type TestProvider } from '#lib/testing/provider.ts';

const NUALA = { name: 'Nuala Rooke', email: 'nuala@example.org', password: 'seven green kettles' };
const DEV = { name: 'Dev Marrow', email: 'dev@example.org' };
const FAY = { name: 'Fay Oduya', email: 'fay@example.org' };
const ELLA = { name: 'Ella Frost', email: 'ella@example.org' };

let provider: TestProvider;
let product: Product;
let browser: Browser;
beforeAll(async () => {
	provider = await startProvider();
	const OIDC_ISSUER = provider.issuer;
	const { client_id: OIDC_CLIENT_ID, client_secret: OIDC_CLIENT_SECRET } = CLIENT;
	product = await startProduct({
		env: { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME: 'NHSmail' }
	});
	provider.sendBackTo(product.origin);
	browser = await openBrowser();
	const administrator = await open();
	await becomeAdministrator(administrator, product, NUALA);
	const organisation = await anOrganisation(product);
	await invite(administrator, DEV, 'contributor', organisation);
	await invite(administrator, FAY, 'contributor', organisation);
	await invite(administrator, ELLA, 'board');
}, 240_000);
afterAll(async () => {
	await browser?.close();
	await product?.stop();
	provider?.stop();
});

const open = async (options: BrowserContextOptions = DESK): Promise<Page> => {
	const context = await browser.newContext({ ...options, baseURL: product.origin });
	// The provider's own pages want letters from a server far away.
	await context.route(/googleapis/, (route) => route.abort());
	return context.newPage();
};

/** Signs in at the provider's own pages, and waits until it has sent the browser back. */
const signInThere = async (page: Page, email: string, from = '/sign-in') => {
	await page.goto(from);
	await page.getByRole('link', { name: 'Sign in with NHSmail' }).click();
	await page.locator('input[name=login]').fill(email);
	await page.locator('input[name=password]').fill('any');
	await page.getByRole('button', { name: 'Sign-in' }).click();
	await page.getByRole('button', { name: 'Continue' }).click();
	await page.waitForURL((url) => url.origin === product.origin && !url.pathname.includes('callback'));
};

test.each([
	['desk', DESK],
	['phone', PHONE],
	['phone, without JavaScript', { ...PHONE, javaScriptEnabled: false }]
])('on a %s whoever was invited comes in by their confirmed address', async (_, screen) => {
	const page = await open(screen);
	await page.goto('/my-work?section=overdue');
	if (screen.javaScriptEnabled !== false) await expectAccessible(page);
	await expectNoSidewaysScroll(page);
	await signInThere(page, DEV.email, page.url());
	expect(await headingOf(page)).toBe('My work');
	expect(new URL(page.url()).search).toBe('?section=overdue');
	await page.goto('/account');
	expect(await page.locator('main').innerText()).toContain(DEV.email);
});

test('whoever came from the provider without a page in mind comes to their own work', async () => {
	const page = await open();
	await signInThere(page, DEV.email);
	expect(await headingOf(page)).toBe('My work');
});

test('who decides for everybody sets codes up all the same', async () => {
	const page = await open();
	await signInThere(page, ELLA.email);
	expect(await headingOf(page)).toBe('Set up codes');
	await page.getByRole('button', { name: 'Begin' }).click();
	await page.locator('code.secret').waitFor();
});

test('who was not invited, and whose address is not confirmed, is told so, and is nobody here', async () => {
	provider.confirmed.set(FAY.email, false);
	for (const email of ['stranger@example.org', FAY.email]) {
		const page = await open();
		await signInThere(page, email);
		expect(await page.getByRole('alert').innerText()).toContain('You could not be signed in that way');
		await expectAccessible(page);
		await page.goto('/my-work');
		expect(await headingOf(page)).toBe('Sign in');
	}
});
