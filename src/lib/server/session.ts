import * as people from '#db/queries/people.ts';
import type { Reading } from '#db/schema.ts';
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
