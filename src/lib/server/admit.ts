import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { unreadable } from './address.ts';
import { health } from './api/health.ts';
import { problem } from './api/problem.ts';
import { FRAMES, isEmbedded, nextRequestId, REQUEST_ID, SAFE_HEADERS } from './headers.ts';
import { sorryPage } from './sorry.ts';

/** Whether a path is the API's. */
export const isApi = (path: string) => path === '/api' || path.startsWith('/api/');
/** The paths of the health checks. */
export const HEALTH = ['/healthz', '/readyz'];

/** The path of an address, without its query. */
export const pathOf = (address: string) => {
	const end = address.indexOf('?');
	return end === -1 ? address : address.slice(0, end);
};

/** Answers with a refusal: the API's as a problem, a page's as a page. */
export const refuse = (
	res: ServerResponse,
	path: string,
	{ status, title, sentence }: { status: 400 | 403 | 413; title: string; sentence: string }
): void => {
	res.statusCode = status;
	res.setHeader('cache-control', 'no-store');
	if (isApi(path)) {
		res.setHeader('content-type', 'application/problem+json');
		void problem(status, sentence)
			.text()
			.then((text) => res.end(text));
	} else {
		res.setHeader('content-type', 'text/html; charset=utf-8');
		res.end(sorryPage(title, sentence));
	}
};

/** Gives an answer its number and its safe headers, and refuses an address that cannot be read. True when it may go on. */
export const admit = (req: IncomingMessage, res: ServerResponse): boolean => {
	const id = nextRequestId();
	req.headers[REQUEST_ID] = id;
	res.setHeader(REQUEST_ID, id);
	for (const [name, value] of SAFE_HEADERS) res.setHeader(name, value);
	const address = req.url ?? '';
	if (isEmbedded(pathOf(address))) res.removeHeader(FRAMES);
	const sentence = unreadable(address);
	if (sentence)
		refuse(res, pathOf(address), { status: 400, title: 'We could not read this address', sentence });
	return sentence === undefined;
};

/** Answers the health checks. */
export const answerHealth = getRequestListener(health.fetch, { overrideGlobalObjects: false });

/** What answers while the installation is being set up. */
export const whileStarting: RequestListener = (req, res) => {
	if (!admit(req, res)) return;
	if (pathOf(req.url ?? '') === '/healthz') return void answerHealth(req, res);
	res.writeHead(503, {
		'content-type': 'text/html; charset=utf-8',
		'retry-after': '5',
		'cache-control': 'no-store'
	});
	res.end(sorryPage('Followthrough is starting', 'It is being set up. Try again in a few seconds.'));
};
