import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const gzipped = promisify(gzip);

/** What fits into one packet of the network gets there no sooner for being smaller. */
const LEAST_BYTES = 1_400;
/** What SvelteKit writes itself: pages, and the data of one for the browser. Downloads stream by as they are. */
const KINDS = /^(text\/html|application\/json)\b/;

/** Whether a browser says that it reads gzip: it names it, and not with a weight of nought. */
const readsGzip = (accepted: string): boolean =>
	accepted.split(',').some((coding) => /^\s*gzip\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/i.test(coding));

/**
 * A page as it goes out: compressed where the browser reads that, to about a seventh. Only for `anyone`: where somebody
 * is signed in, the length of what is compressed could tell what stands there to one who chooses words of the address.
 */
export const compressed = async (request: Request, page: Response, anyone: boolean): Promise<Response> => {
	if (!KINDS.test(page.headers.get('content-type') ?? '')) return page;
	if (Number(page.headers.get('content-length') ?? 0) < LEAST_BYTES) return page;
	const headers = new Headers(page.headers);
	headers.append('vary', 'accept-encoding');
	const { status } = page;
	if (!anyone || !page.body || !readsGzip(request.headers.get('accept-encoding') ?? ''))
		return new Response(page.body, { status, headers });
	const body = await gzipped(await page.arrayBuffer());
	headers.set('content-encoding', 'gzip');
	headers.set('content-length', String(body.byteLength));
	// It names the words as they were before.
	headers.delete('etag');
	return new Response(new Uint8Array(body), { status, headers });
};
