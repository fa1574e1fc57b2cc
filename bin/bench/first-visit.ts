import { chromium } from 'playwright';
import { findOrInstallChromium } from '../testing/chromium.js';
import { installed } from './embedded.ts';
import type { Figure, Part } from './figure.ts';

type Request = { url: string; bytes: number; encoding: string };

const kB = (bytes: number) => Math.round(bytes / 100) / 10;

/** Every request of one visit, with the bytes that came over the wire for it, headers and all. */
const visit = async (url: string): Promise<Request[]> => {
	const browser = await chromium.launch({
		executablePath: await findOrInstallChromium(),
		args: [
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			'--no-first-run'
		]
	});
	try {
		const context = await browser.newContext({ javaScriptEnabled: false });
		const page = await context.newPage();
		const wire = await context.newCDPSession(page);
		const requests = new Map<string, Request>();
		await wire.send('Network.enable');
		wire.on('Network.requestWillBeSent', ({ requestId, request }) =>
			requests.set(requestId, { url: request.url, bytes: 0, encoding: '' })
		);
		wire.on('Network.responseReceived', ({ requestId, response }) => {
			const request = requests.get(requestId);
			if (request) request.encoding = response.headers['content-encoding'] ?? 'as it is';
		});
		wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
			const request = requests.get(requestId);
			if (request) request.bytes = encodedDataLength;
		});
		await page.goto(url, { waitUntil: 'networkidle' });
		return [...requests.values()].filter(({ url }) => !url.startsWith('data:'));
	} finally {
		await browser.close();
	}
};

const figuresOf = (name: string, origin: string, requests: Request[]): Figure[] => {
	const elsewhere = requests.filter(({ url }) => new URL(url).origin !== origin);
	const bytes = requests.reduce((sum, request) => sum + request.bytes, 0);
	const each = requests.map(
		({ url, bytes, encoding }) => `${new URL(url).pathname} ${kB(bytes)} kB (${encoding})`
	);
	return [
		{
			name: `${name}: transferred`,
			value: kB(bytes),
			unit: 'kB',
			goal: { at_most: 150 },
			detail: { requests: requests.length, each: each.join('; ') }
		},
		{
			name: `${name}: requests to another host`,
			value: elsewhere.length,
			unit: '',
			goal: { at_most: 0 },
			detail: elsewhere.length > 0 ? { which: elsewhere.map(({ url }) => url).join(', ') } : {}
		}
	];
};

/** Weighs the first visit to home in a real browser with JavaScript off, of the register and of the demonstration. */
export const weighFirstVisit = async (folder: string): Promise<Part> => {
	const server = await installed(folder);
	try {
		const figures: Figure[] = [];
		for (const [name, path] of [
			['Home', '/'],
			['Home of the demonstration', '/?data=demonstration']
		] as const)
			figures.push(...figuresOf(name, server.origin, await visit(server.origin + path)));
		return {
			name: 'First visit without JavaScript',
			about:
				'Chromium with an empty cache and JavaScript off: all bytes that came over the wire, headers included.',
			figures
		};
	} finally {
		await server.stop();
	}
};
