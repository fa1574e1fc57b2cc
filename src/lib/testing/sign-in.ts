import type { Page } from 'playwright';
import type { Product } from './product.ts';

/** The roles as the sign-in page of the demonstration heads them. */
export type Heading =
	'Contributors' | 'Approvers' | 'Verifiers' | 'Issuers' | 'Board' | 'Registrars' | 'Administrators';

/** What the sign-in page of the demonstration offers under a role, as its text. */
const listOf = async (page: Page, role: Heading): Promise<{ html: string; origin: string }> => {
	const door = await page.request.get('/sign-in?data=demonstration', { headers: { accept: 'text/html' } });
	const [, list = ''] = (await door.text()).split(`>${role}</h2>`);
	return { html: list.split('</ul>')[0] ?? '', origin: new URL(door.url()).origin };
};

/** For whom those act whom the sign-in page offers under a role, in its order. */
export const offered = async (page: Page, role: Heading): Promise<string[]> => {
	const { html } = await listOf(page, role);
	return html
		.split('</button>')
		.slice(0, -1)
		.map((one) =>
			(one.split('</strong>')[1] ?? '')
				.replace(/<[^>]*>/g, '')
				.replace('&amp;', '&')
				.trim()
		);
};

/**
 * Signs the page in as somebody invented, the first of the role whom the sign-in page offers or the one at `place`, and
 * opens what they come to first. The page itself is not drawn for it: how it is used is in journeys of its own.
 */
export const signInAs = async (page: Page, role: Heading, place = 0): Promise<void> => {
	const { html, origin } = await listOf(page, role);
	const people = [...html.matchAll(/name="person" value="(\d+)"/g)];
	const answer = await page.request.post('/sign-in?/as&data=demonstration', {
		form: { person: people[place]?.[1] ?? '' },
		headers: { accept: 'text/html', origin },
		maxRedirects: 0
	});
	await page.goto(answer.headers().location ?? '/sign-in');
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
