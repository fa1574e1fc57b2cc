import type { IncomingHttpHeaders } from 'node:http';

const ONLY_ASKS = ['GET', 'HEAD', 'OPTIONS'];

/** What somebody is told whose browser was sent here to write by a page that is not ours. */
export const FOREIGN_WRITE =
	'This was sent from another website, so nothing was saved. Open the page here and send it again.';

/**
 * Whether a request would write in somebody's name from a page that is not ours (CSRF), whatever its content type. A
 * browser says with every write where it comes from; one that carries cookies and does not say so is not believed.
 */
export const isForeignWrite = (
	method: string | undefined,
	headers: IncomingHttpHeaders,
	origin: string
): boolean => {
	if (ONLY_ASKS.includes(method ?? 'GET')) return false;
	if (headers.origin !== undefined) return headers.origin !== origin;
	const site = headers['sec-fetch-site'];
	if (site !== undefined) return site !== 'same-origin' && site !== 'none';
	return headers.cookie !== undefined;
};
