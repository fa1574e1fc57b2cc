import { createHmac, timingSafeEqual } from 'node:crypto';

/** The names under which better-auth knows its cookies, all beginning with this. */
export const COOKIE_PREFIX = 'followthrough';
export const SESSION_COOKIE = `${COOKIE_PREFIX}.session_token`;
const HOST = '__Host-';

/** What sets and reads the cookies of one request: SvelteKit's, or the API's own. Values go in and out as they are, and are encoded on the way. */
export type Jar = {
	set: (name: string, value: string, options: Options) => void;
	get: (name: string) => string | undefined;
};
type Options = {
	path: '/';
	httpOnly: true;
	sameSite: 'lax';
	secure: boolean;
	maxAge?: number;
};

/**
 * Whether browsers take a cookie from this address that only travels safely: over https, and from this machine itself.
 * Elsewhere the cookie has another name, so that one that was set in the clear is never believed over https.
 */
const isSafe = ({ protocol, hostname }: URL): boolean =>
	protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

/** The name by which a browser at this address knows a cookie of ours. */
export const nameAt = (url: URL, name: string): string => (isSafe(url) ? HOST + name : name);

/** The cookies of a request as better-auth knows them: those that belong to this address alone. */
export const inward = (header: string | null, url: URL): string => {
	const prefix = isSafe(url) ? HOST : '';
	return (header ?? '')
		.split(';')
		.map((pair) => pair.trim())
		.filter((pair) => pair.startsWith(`${prefix}${COOKIE_PREFIX}.`))
		.map((pair) => pair.slice(prefix.length))
		.join('; ');
};

const parse = (line: string) => {
	const [pair = '', ...attributes] = line.split(';');
	const [name = '', ...value] = pair.split('=');
	const maxAge = /max-age=(\d+)/i.exec(attributes.join(';'))?.[1];
	return {
		name: name.trim(),
		value: decodeURIComponent(value.join('=')),
		maxAge: maxAge === undefined ? undefined : Number(maxAge)
	};
};

/** Gives one cookie to the browser; an empty value takes it away. A session lasts as the server says, and not past the browser. */
export const give = (jar: Pick<Jar, 'set'>, url: URL, name: string, value: string, maxAge?: number): void => {
	const goes = value === '' || maxAge === 0;
	const lasts = goes ? 0 : name === SESSION_COOKIE ? undefined : maxAge;
	jar.set(nameAt(url, name), value, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: isSafe(url),
		...(lasts !== undefined && { maxAge: lasts })
	});
};

/** Gives the browser what better-auth wants it to keep. */
export const outward = (headers: Headers, jar: Pick<Jar, 'set'>, url: URL): void => {
	for (const line of headers.getSetCookie()) {
		const { name, value, maxAge } = parse(line);
		if (name.startsWith(`${COOKIE_PREFIX}.`)) give(jar, url, name, value, maxAge);
	}
};

const signatureOf = (token: string, secret: string) => createHmac('sha256', secret).update(token).digest();

/** A token with its signature, as the cookie holds it. */
export const signed = (token: string, secret: string): string =>
	`${token}.${signatureOf(token, secret).toString('base64')}`;

/** The token of a cookie (decoded), or undefined where the signature is not ours. */
export const tokenOf = (cookie: string | undefined, secret: string): string | undefined => {
	const [token, signature, ...more] = cookie?.split('.') ?? [];
	if (!token || !signature || more.length > 0) return undefined;
	const given = Buffer.from(signature, 'base64');
	const ours = signatureOf(token, secret);
	return given.length === ours.length && timingSafeEqual(given, ours) ? token : undefined;
};
