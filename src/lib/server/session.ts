import { error, redirect } from '@sveltejs/kit';
import * as people from '#db/queries/people.ts';
import type { Reading } from '#db/schema.ts';
import { link } from '#lib/components/link.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Person } from '#lib/domain/person.ts';

/**
 * Until people can sign in there is only the switcher: where the installation lets anybody be anybody, a cookie says
 * whom. It is believed nowhere else, whatever a browser sends.
 */
type Door = { db: Reading; switcher: boolean };

const COOKIE = 'followthrough_person';

/** As long as a working day; then one chooses again. */
const LASTS_SECONDS = 12 * 60 * 60;

type Cookies = {
	get: (name: string) => string | undefined;
	set: (name: string, value: string, options: Options) => void;
	delete: (name: string, options: Options) => void;
};
type Options = { path: string; httpOnly: boolean; sameSite: 'lax'; secure: boolean; maxAge?: number };

const options = (url: URL): Options => ({
	path: '/',
	httpOnly: true,
	sameSite: 'lax',
	secure: url.protocol === 'https:'
});

/** The invented person whom the cookie names; undefined for the public, and always where there is no switcher. */
export const personOf = async (
	{ db, switcher }: Door,
	cookies: Pick<Cookies, 'get'>
): Promise<Person | undefined> => {
	const chosen = switcher ? cookies.get(COOKIE) : undefined;
	if (!chosen || !/^[1-9]\d{0,8}$/.test(chosen)) return undefined;
	return people.find(db, 'demonstration', Number(chosen));
};

/** Makes whoever uses this browser that person, from the next request on. */
export const become = (person: Person, cookies: Pick<Cookies, 'set'>, url: URL): void =>
	cookies.set(COOKIE, String(person.id), { ...options(url), maxAge: LASTS_SECONDS });

/** Makes whoever uses this browser the public again. */
export const leave = (cookies: Pick<Cookies, 'delete'>, url: URL): void =>
	cookies.delete(COOKIE, options(url));

/** What somebody is told who asks for what does not exist or is not theirs: the same, so that neither can be told apart. */
export const NOTHING_HERE =
	'There is nothing here, or it is not yours to see. Check the address, or sign in as somebody who may.';

/**
 * Who asks for a page that is not public. Sends whoever is not signed in to where one can, or answers 404 where that is
 * nowhere; sends an invented person from the real register to the same page among the invented data.
 */
export const signedIn = (
	{ user, switcher, data_set }: { user?: Person | undefined; switcher: boolean; data_set: DataSet },
	url: URL
): Person => {
	if (user && user.data_set !== data_set)
		redirect(303, link(url.pathname, { ...Object.fromEntries(url.searchParams), data_set: user.data_set }));
	if (user) return user;
	if (switcher) redirect(303, link('/sign-in', { data_set: 'demonstration' }));
	error(404, NOTHING_HERE);
};
