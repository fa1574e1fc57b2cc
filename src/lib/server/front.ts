import type { RequestListener, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { parse } from 'hono/utils/cookie';
import { clientOf, originOf } from './address.ts';
import { admit, answerHealth, HEALTH, isApi, pathOf, refuse } from './admit.ts';
import { tooLong } from './body-limit.ts';
import { api } from './api/api.ts';
import { FOREIGN_WRITE, isForeignWrite } from './foreign-write.ts';
import { ADDRESS_HEADER, HOST_HEADER, PROTOCOL_HEADER, REQUEST_ID } from './headers.ts';
import type { Installation } from './installation.ts';
import { actorOf, sessionOf } from './session.ts';

/** What answers every request: Hono the API and the health checks, SvelteKit's handler (`pages`) everything else. */
export const front = (installation: Installation, pages: RequestListener): RequestListener => {
	const { accounts, settings } = installation;
	const answerApi = getRequestListener(
		(request, { incoming, outgoing }) => {
			const at = installation.at();
			const person = async () => {
				const url = new URL(originOf(incoming.headers.host, settings));
				const cookies = parse(request.headers.get('cookie') ?? '');
				return actorOf(await sessionOf(accounts, { get: (name) => cookies[name] }, url, at.now));
			};
			return api.fetch(request, {
				at,
				person,
				request_id: String(incoming.headers[REQUEST_ID]),
				outgoing: outgoing as ServerResponse
			});
		},
		{ overrideGlobalObjects: false }
	);
	return (req, res) => {
		if (!admit(req, res)) return;
		const path = pathOf(req.url ?? '');
		const ours = () => originOf(req.headers.host, settings);
		if (req.method !== 'GET' && isForeignWrite(req.method, req.headers, ours()))
			return refuse(res, path, { status: 403, title: 'This was not saved', sentence: FOREIGN_WRITE });
		if (isApi(path)) return void answerApi(req, res);
		if (HEALTH.includes(path)) return void answerHealth(req, res);
		const sentence = tooLong(req.headers['content-length'], path, installation.settings);
		if (sentence) return refuse(res, path, { status: 413, title: 'This is too large to be sent', sentence });
		const origin = new URL(ours());
		req.headers[PROTOCOL_HEADER] = origin.protocol.slice(0, -1);
		req.headers[HOST_HEADER] = origin.host;
		const forwarded = req.headers['x-forwarded-for'];
		req.headers[ADDRESS_HEADER] = clientOf(
			req.socket.remoteAddress,
			String(forwarded ?? ''),
			settings.proxies
		);
		pages(req, res);
	};
};
