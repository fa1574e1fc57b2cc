import { existsSync } from 'node:fs';
import { createServer, STATUS_CODES, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { whileStarting } from './admit.ts';
import { mostBytes } from './body-limit.ts';
import { ADDRESS_HEADER, HOST_HEADER, PROTOCOL_HEADER } from './headers.ts';
import type { Installation } from './installation.ts';
import { connect } from './open-database.ts';
import type { Progress } from './progress.ts';
import { PROJECT, type Settings } from './settings.ts';

/** Thrown when the server cannot be started; its message is a plain sentence. */
export class CannotServe extends Error {}

/** A megabyte of address is read to its end, so that it can be refused with a sentence. */
const MOST_HEADER_BYTES = 2_000_000;
const REQUESTS_END_MS = 7_000;

export type Serving = {
	/** The address that people type. */
	origin: string;
	/** Where the installation gets its first administrator, once; undefined where it has one. */
	set_up: string | undefined;
	/** Takes no more requests, lets the running ones finish, closes the database. Under ten seconds in all. */
	stop: () => Promise<void>;
};

const WHY_NOT: Record<string, (settings: Settings) => string> = {
	EADDRINUSE: ({ port }) => `Port ${port} is in use. Stop what uses it, or choose another with PORT.`,
	EACCES: ({ port }) => `Port ${port} is not open to this user. Choose one above 1023 with PORT.`,
	EADDRNOTAVAIL: ({ host }) =>
		`This machine has no address ${host}. Choose another with HOST, such as 127.0.0.1.`,
	ENOTFOUND: ({ host }) => `No machine is called ${host}. Choose another with HOST, such as 127.0.0.1.`
};

const listen = (server: Server, settings: Settings) =>
	new Promise<number>((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => {
			const sentence = WHY_NOT[error.code ?? '']?.(settings);
			reject(sentence ? new CannotServe(sentence) : error);
		});
		server.listen(settings.port, settings.host, () => resolve((server.address() as AddressInfo).port));
	});

/** What is not even a request: answered in a line, since no handler ever sees it. */
const refuseNoise = (server: Server) =>
	server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
		if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy();
		const [status, sentence] =
			error.code === 'HPE_HEADER_OVERFLOW'
				? [431, 'This request says more about itself than can be read. Ask for less at a time.']
				: [400, 'This request could not be read.'];
		const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, 'content-type: text/plain; charset=utf-8'];
		socket.end(
			[...head, `content-length: ${sentence.length}`, 'connection: close', '', sentence].join('\r\n')
		);
	});

/** The pages, as the build left them. They read how they are reached from the environment, once, when they are loaded. */
const loadPages = async (settings: Settings): Promise<RequestListener> => {
	process.env.PROTOCOL_HEADER = PROTOCOL_HEADER;
	process.env.HOST_HEADER = HOST_HEADER;
	process.env.ADDRESS_HEADER = ADDRESS_HEADER;
	process.env.BODY_SIZE_LIMIT = String(mostBytes(settings));
	delete process.env.ORIGIN;
	const { handler } = await import(pathToFileURL(join(PROJECT, 'build', 'handler.js')).href);
	return handler;
};

const stopper = (server: Server) => () =>
	new Promise<void>((resolve) => {
		const impatient = setTimeout(() => server.closeAllConnections(), REQUESTS_END_MS);
		server.close(() => {
			clearTimeout(impatient);
			resolve();
		});
		// A connection that is kept alive is let go as soon as it has its answer.
		server.on('request', (_, res) => res.once('close', () => server.closeIdleConnections()));
		const sweep = setInterval(() => server.closeIdleConnections(), 100);
		server.once('close', () => clearInterval(sweep));
		server.closeIdleConnections();
	});

/**
 * Serves the built product. The port is taken first, so that a wrong one is known before any work is done; until the
 * installation stands, every page says that it is being set up. Throws `CannotServe`, `FolderInUse` and `DatabaseUnusable`.
 */
export const serve = async (settings: Settings, progress: Progress): Promise<Serving> => {
	if (!existsSync(join(PROJECT, 'build', 'handler.js')))
		throw new CannotServe(
			'The pages are not built yet. `npm start` builds and serves; `npm run build` only builds.'
		);
	let answer: RequestListener = whileStarting;
	const server = createServer({ maxHeaderSize: MOST_HEADER_BYTES }, (req, res) => answer(req, res));
	refuseNoise(server);
	const port = await listen(server, settings);
	const close = stopper(server);
	const here = { ...settings, port };
	let opening: Promise<Installation> | undefined;
	try {
		// The database opens in a thread of its own, so the rest of the product is read meanwhile.
		const connection = connect(here);
		opening = import('./open-installation.ts').then(({ openInstallation }) =>
			openInstallation(here, progress, connection)
		);
		const [installation, pages, { front }, { openSetUp }] = await Promise.all([
			opening,
			loadPages(here),
			import('./front.ts'),
			import('./changes/make-administrator.ts')
		]);
		answer = front(installation, pages);
		const name = ['0.0.0.0', '::', '127.0.0.1'].includes(settings.host) ? 'localhost' : settings.host;
		return {
			origin: settings.origin ?? `http://${name}:${port}`,
			set_up: await openSetUp(installation.at()),
			stop: async () => {
				await close();
				await installation.close();
			}
		};
	} catch (error) {
		server.closeAllConnections();
		await close();
		await opening?.then(
			(installation) => installation.close(),
			() => {}
		);
		throw error;
	}
};
