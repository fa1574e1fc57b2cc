import type { Page } from 'playwright';
import type { Product } from './product.ts';

/** The roles as the sign-in page of the demonstration heads them. */
export type Heading =
	'Contributors' | 'Approvers' | 'Verifiers' | 'Issuers' | 'Board' | 'Registrars' | 'Administrators';

/** Signs the page in as somebody invented: the first of the role whom the sign-in page offers, or the one at `place`. */
export const signInAs = async (page: Page, role: Heading, place = 0): Promise<void> => {
	await page.goto('/sign-in?data=demonstration');
	await page.locator(`h2:text-is("${role}") + p + ul button`).nth(place).click();
	await page.getByRole('button', { name: 'Sign out' }).waitFor();
};

/** The cookie of somebody invented, signed in without a browser: what a program sends along. */
export const cookieOf = async ({ origin }: Pick<Product, 'origin'>, person: number): Promise<string> => {
	const answer = await fetch(`${origin}/sign-in?/as&data=demonstration`, {
		method: 'POST',
		headers: { origin },
		body: new URLSearchParams({ person: String(person) }),
		redirect: 'manual'
	});
	return answer.headers
		.getSetCookie()
		.map((line) => line.split(';')[0])
		.filter((pair) => !pair?.endsWith('='))
		.join('; ');
};
