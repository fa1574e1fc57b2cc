/** The longest address that is read, in characters: longer than any that a page or a form of ours makes. */
export const LONGEST_ADDRESS = 16_000;

const decodes = (text: string): boolean => {
	try {
		// A per cent sign by itself is what people type: 50% off. Only what is encoded must be text.
		decodeURIComponent(text.replace(/%(?![0-9a-f]{2})/gi, '%25'));
		return true;
	} catch {
		return false;
	}
};

/**
 * Why the path and query of a request cannot be read, as a sentence; undefined when they can. A NUL byte and half a
 * character can be stored nowhere, so nothing is found by them.
 */
export const unreadable = (address: string): string | undefined => {
	if (address.length > LONGEST_ADDRESS)
		return `This address is ${address.length} characters long, and ${LONGEST_ADDRESS} can be read. Ask for less at a time.`;
	if (!address.startsWith('/')) return 'This address could not be read. It should begin with a slash.';
	if (/%00|\0/.test(address)) return 'This address holds a character that is not text (NUL). Type it again.';
	if (!decodes(address)) return 'This address holds characters that are not text. Type it again.';
	return undefined;
};

const OWN_NAMES = ['localhost', '127.0.0.1', '[::1]'];
const ADDRESS_ITSELF = /^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:]+\])$/i;
const EVERYWHERE = ['0.0.0.0', '::'];

/**
 * The address by which a browser reached us, as far as it may be believed: with ORIGIN set always that, without it what
 * the browser says when it names this machine itself. Anything else could be a page elsewhere that points its own name at us.
 */
export const originOf = (
	host: string | undefined,
	settings: { origin: string | undefined; host: string; port: number }
): string => {
	if (settings.origin) return settings.origin;
	const name = host?.replace(/:\d+$/, '').toLowerCase() ?? '';
	const isOurs =
		OWN_NAMES.includes(name) ||
		name === settings.host.toLowerCase() ||
		(EVERYWHERE.includes(settings.host) && ADDRESS_ITSELF.test(name));
	return `http://${isOurs ? host : `localhost:${settings.port}`}`;
};

/**
 * From where a request comes: the address at the other end of the connection, or, with proxies of our own in front, what
 * the outermost of them saw. What a browser itself writes into X-Forwarded-For stands further to the left and is never
 * believed. Of an IPv6 address the network counts (/64): one house has billions of the rest.
 */
export const clientOf = (socket: string | undefined, forwarded: string, proxies: number): string => {
	const seen = forwarded.split(',').map((text) => text.trim());
	const client = (proxies > 0 && seen.length >= proxies ? seen[seen.length - proxies] : socket) || 'unknown';
	const bare = client.replace(/^::ffff:(?=\d+\.)/i, '');
	if (!bare.includes(':')) return bare;
	const [left = '', right] = bare.toLowerCase().split('%')[0]?.split('::') ?? [];
	const head = left.split(':').filter(Boolean);
	const tail = right?.split(':').filter(Boolean) ?? [];
	const gap = Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0');
	return `${[...head, ...gap, ...tail].slice(0, 4).join(':')}::/64`;
};
