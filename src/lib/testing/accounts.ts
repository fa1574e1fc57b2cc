import type { Locator, Page } from 'playwright';
import { codeAt } from './code.ts';
import type { Product } from './product.ts';

/** Somebody with an account of their own, and what they sign in with. */
export type Somebody = { name: string; email: string; password: string };

/** The heading of the page. */
export const headingOf = (page: Page): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();

/** Presses a button that sends its form, and waits until the page that answers has loaded. */
export const send = async (page: Page, button: string | Locator): Promise<void> => {
	const pressed =
		typeof button === 'string' ? page.getByRole('button', { name: button, exact: true }) : button;
	await Promise.all([page.waitForEvent('load'), pressed.click()]);
};

/** Signs in by address and password, from the sign-in page or another that shows its form. */
export const signIn = async (
	page: Page,
	{ email, password }: Pick<Somebody, 'email' | 'password'>,
	from = '/sign-in'
): Promise<void> => {
	await page.goto(from);
	await page.getByLabel('E-mail address').fill(email);
	await page.getByLabel('Password', { exact: true }).fill(password);
	await send(page, 'Sign in');
};

/** The code that an app with this secret shows now. */
export const codeNow = (secret: string): string => codeAt(secret, new Date());

/** Sets codes up on the page that asks for it. Returns what the app knows, and the recovery codes. */
export const setCodesUp = async (
	page: Page,
	password: string
): Promise<{ secret: string; recovery: string[] }> => {
	await page.getByLabel('Your password').fill(password);
	await send(page, 'Begin');
	const secret = await page.locator('code.secret').innerText();
	const recovery = await page.locator('.codes code').allInnerTexts();
	await page.getByLabel('Code', { exact: true }).fill(codeNow(secret));
	await send(page, 'Turn codes on');
	return { secret, recovery };
};

/** The address of the page on which the first administrator is made. */
export const setUpPath = (product: Product): string =>
	/(\/set-up\?token=\S+)/.exec(product.output())?.[1] ?? 'no link to set up was printed';

/** Makes the page that of the first administrator, who has set codes up. */
export const becomeAdministrator = async (
	page: Page,
	product: Product,
	{ name, email, password }: Somebody
): Promise<{ secret: string; recovery: string[] }> => {
	await page.goto(setUpPath(product));
	await page.getByLabel('Your name').fill(name);
	await page.getByLabel('E-mail address').fill(email);
	await page.getByLabel('Choose a password').fill(password);
	await send(page, 'Become the administrator');
	return setCodesUp(page, password);
};

/** The link in the newest e-mail to somebody, as an administrator reads it in the outbox. */
export const linkTo = async (administrator: Page, email: string): Promise<string> => {
	await administrator.goto('/admin/outbox');
	const mail = administrator.locator('.mails li', { hasText: `To ${email}` }).first();
	return (await mail.locator('.words a').first().getAttribute('href')) ?? `no link to ${email}`;
};

/** An administrator invites somebody; returns the link that they are sent. */
export const invite = async (
	administrator: Page,
	{ name, email }: Pick<Somebody, 'name' | 'email'>,
	role: string,
	organisation = ''
): Promise<string> => {
	await administrator.goto('/admin/people/invite');
	await administrator.getByLabel('Name', { exact: true }).fill(name);
	await administrator.getByLabel('E-mail address').fill(email);
	await administrator.getByRole('radio', { name: role, exact: true }).check();
	await administrator.getByLabel('Organisation').fill(organisation);
	await send(administrator, 'Invite');
	return linkTo(administrator, email);
};

/** Somebody follows the link of their invitation and chooses a password. */
export const comeIn = async (page: Page, link: string, password: string): Promise<void> => {
	await page.goto(link);
	await page.getByLabel('Choose a password').fill(password);
	await send(page, 'Come in');
};

/** The code of an organisation of the real register. */
export const anOrganisation = async ({ origin }: Product): Promise<string> => {
	const answer = await fetch(`${origin}/api/organisations`);
	const { organisations } = (await answer.json()) as { organisations: { code: string }[] };
	return organisations[0]?.code ?? '';
};
