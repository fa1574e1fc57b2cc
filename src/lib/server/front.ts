import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { parse } from 'hono/utils/cookie';
import { originOf, unreadable } from './address.ts';
import { api } from './api/api.ts';
import { health } from './api/health.ts';
import { problem } from './api/problem.ts';
import { nextRequestId, REQUEST_ID, SAFE_HEADERS } from './headers.ts';
import type { Installation } from './installation.ts';
import { personOf } from './session.ts';
import { sorryPage } from './sorry.ts';

/** By which headers the pages are told how the browser reached us; whatever came in under these names is overwritten. */
export const PROTOCOL_HEADER = 'x-followthrough-protocol';
export const HOST_HEADER = 'x-followthrough-host';

const isApi = (path: string) => path === '/api' || path.startsWith('/api/');
const HEALTH = ['/healthz', '/readyz'];

const refuse = (res: ServerResponse, path: string, sentence: string) => {
	res.statusCode = 400;
	res.setHeader('cache-control', 'no-store');
	if (isApi(path)) {
		res.setHeader('content-type', 'application/problem+json');
		void problem(400, sentence)
			.text()
			.then((text) => res.end(text));
	} else {
		res.setHeader('content-type', 'text/html; charset=utf-8');
		res.end(sorryPage('We could not read this address', sentence));
	}
};

/** Gives an answer its number and its safe headers, and refuses an address that cannot be read. True when it may go on. */
const admit = (req: IncomingMessage, res: ServerResponse): boolean => {
	const id = nextRequestId();
	req.headers[REQUEST_ID] = id;
	res.setHeader(REQUEST_ID, id);
	for (const [name, value] of SAFE_HEADERS) res.setHeader(name, value);
	const address = req.url ?? '';
	const sentence = unreadable(address);
	if (sentence) refuse(res, address.slice(0, 5), sentence);
	return sentence === undefined;
};

const pathOf = (address: string) => {
	const end = address.indexOf('?');
	return end === -1 ? address : address.slice(0, end);
};

const answerHealth = getRequestListener(health.fetch, { overrideGlobalObjects: false });

/** What answers while the installation is being set up. */
export const whileStarting: RequestListener = (req, res) => {
	if (!admit(req, res)) return;
	if (HEALTH.includes(pathOf(req.url ?? ''))) return void answerHealth(req, res);
	res.writeHead(503, {
		'content-type': 'text/html; charset=utf-8',
		'retry-after': '5',
		'cache-control': 'no-store'
	});
	res.end(sorryPage('Followthrough is starting', 'It is being set up. Try again in a few seconds.'));
};

/** What answers every request: Hono the API and the health checks, SvelteKit's handler (`pages`) everything else. */
export const front = (installation: Installation, pages: RequestListener): RequestListener => {
	const { switcher } = installation.settings;
	const answerApi = getRequestListener(
		(request) => {
			const at = installation.at();
			const person = () => {
				const cookies = parse(request.headers.get('cookie') ?? '');
				return personOf({ db: at.db, switcher }, { get: (name) => cookies[name] });
			};
			return api.fetch(request, { at, person });
		},
		{ overrideGlobalObjects: false }
	);
	return (req, res) => {
		if (!admit(req, res)) return;
		const path = pathOf(req.url ?? '');
		if (isApi(path)) return void answerApi(req, res);
		if (HEALTH.includes(path)) return void answerHealth(req, res);
		const origin = new URL(originOf(req.headers.host, installation.settings));
		req.headers[PROTOCOL_HEADER] = origin.protocol.slice(0, -1);
		req.headers[HOST_HEADER] = origin.host;
		pages(req, res);
	};
};
