import { Agent, get } from 'node:http';
import { STAGES } from '#lib/domain/recommendation.ts';
import { cookieOf } from '#lib/testing/sign-in.ts';
import type { Child } from './children.ts';
import { ask as askDatabase } from './database.ts';
import { median, quantile, round, type Figure, type Part } from './figure.ts';
import { timeFreezing } from './papers.ts';

/** One kept-alive connection, one request after the other. */
const reader = (origin: string) => {
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	const read = (path: string, cookie = '') =>
		new Promise<{ text: string; ms: number }>((resolve, reject) => {
			const began = performance.now();
			get(new URL(path, origin), { agent, headers: { cookie } }, (answer) => {
				let text = '';
				answer.setEncoding('utf8');
				answer.on('data', (chunk) => (text += chunk));
				answer.on('end', () => {
					if (answer.statusCode === 200) resolve({ text, ms: performance.now() - began });
					else reject(new Error(`${path} was answered with ${answer.statusCode}.`));
				});
			}).on('error', reject);
		});
	return { read, close: () => agent.destroy() };
};

const ROW = /<article class="item|<tr[\s>]|<p class="go/g;
const rowsOf = (text: string) => text.match(ROW)?.length ?? 0;
const FULL_PAGE = 50;

/** Stages and themes that, chosen together, leave a full page even of the small size; the fewest themes that do. */
const filtered = async (origin: string): Promise<string> => {
	const { read, close } = reader(origin);
	const total = async (asked: URLSearchParams): Promise<number> =>
		JSON.parse((await read(`/api/recommendations?${asked}&limit=1`)).text).total;
	const { themes } = JSON.parse((await read('/api/themes?data=demonstration')).text);
	const count = ({ stages }: { stages: Record<string, number> }) =>
		Object.values(stages).reduce((sum, n) => sum + n, 0);
	const asked = new URLSearchParams([
		['data', 'demonstration'],
		['stage', STAGES[4]]
	]);
	for (const { code } of themes.toSorted((a: never, b: never) => count(b) - count(a))) {
		asked.append('theme', code);
		if ((await total(asked)) >= FULL_PAGE) break;
	}
	close();
	return `/recommendations?${asked}`;
};

type Timed = {
	path: string;
	name: string;
	at_most: number;
	as?: 'contributor' | 'board' | 'verifier';
	small: number[];
	large: number[];
};

/** Somebody who speaks for the organisation that was asked for most, signed in. */
const contributor = async ({ origin }: Child, url: string): Promise<string> => {
	const [found] = await askDatabase<{ person_id: number }>(
		url,
		`select m.person_id from membership m join organisation o on o.id = m.organisation_id
			where m.role = 'contributor' and m.data_set = 'demonstration' order by o.asked desc, m.person_id limit 1`
	);
	return cookieOf({ origin }, found?.person_id ?? 0);
};

/** Somebody of the board, or a verifier, signed in. */
const somebody = async ({ origin }: Child, url: string, role: 'board' | 'verifier'): Promise<string> => {
	const [found] = await askDatabase<{ person_id: number }>(
		url,
		`select person_id from membership where role = '${role}' and data_set = 'demonstration' order by person_id limit 1`
	);
	return cookieOf({ origin }, found?.person_id ?? 0);
};

const figureOf = (
	{ name, path, at_most, small, large }: Timed,
	rows: string,
	sizes: [string, string]
): Figure => ({
	name: `${name}, ${sizes[1]} ÷ ${sizes[0]}`,
	value: round(median(large) / median(small)),
	unit: '',
	goal: { at_most },
	detail: {
		[`${sizes[0]}, median ms`]: round(median(small)),
		[`${sizes[0]}, p95 ms`]: round(quantile(small, 0.95)),
		[`${sizes[1]}, median ms`]: round(median(large)),
		[`${sizes[1]}, p95 ms`]: round(quantile(large, 0.95)),
		'rows shown': rows,
		requests: small.length + large.length,
		path
	}
});

/**
 * Times the pages on two servers that differ only in the size of their data: one request at a time, the servers in turn,
 * so that what else the machine does falls on both alike.
 */
export const timePages = async (
	servers: [small: Child, large: Child],
	urls: [small: string, large: string],
	sizes: [string, string],
	requests: number
): Promise<Part> => {
	const pages: Timed[] = [
		{ name: 'Home', path: '/?data=demonstration', at_most: 1.5, small: [], large: [] },
		{ name: 'Progress', path: '/progress?data=demonstration', at_most: 1.5, small: [], large: [] },
		{
			name: 'Recommendations, filtered',
			path: await filtered(servers[0].origin),
			at_most: 1.5,
			small: [],
			large: []
		},
		{
			name: 'My work',
			path: '/my-work?data=demonstration',
			at_most: 1.3,
			as: 'contributor',
			small: [],
			large: []
		},
		{
			name: 'Inbox of the board',
			path: '/board/inbox?data=demonstration',
			at_most: 1.3,
			as: 'board',
			small: [],
			large: []
		},
		{
			name: 'Claims to check',
			path: '/board/claims?data=demonstration',
			at_most: 1.3,
			as: 'verifier',
			small: [],
			large: []
		},
		{
			name: 'Escalations',
			path: '/board/escalations?data=demonstration',
			at_most: 1.3,
			as: 'board',
			small: [],
			large: []
		}
	];
	const [small, large] = [reader(servers[0].origin), reader(servers[1].origin)];
	const cookies = {
		contributor: [await contributor(servers[0], urls[0]), await contributor(servers[1], urls[1])],
		board: [await somebody(servers[0], urls[0], 'board'), await somebody(servers[1], urls[1], 'board')],
		verifier: [
			await somebody(servers[0], urls[0], 'verifier'),
			await somebody(servers[1], urls[1], 'verifier')
		]
	} as const;
	const ask = ({ path, as }: Timed, of: 0 | 1) =>
		(of === 0 ? small : large).read(path, as ? cookies[as][of] : '');
	const rows = new Map<Timed, string>();
	for (const page of pages) {
		const shown = [rowsOf((await ask(page, 0)).text), rowsOf((await ask(page, 1)).text)];
		rows.set(page, shown.join(' and '));
		for (let warm = 0; warm < Math.min(60, requests); warm += 1)
			await Promise.all([ask(page, 0), ask(page, 1)]);
	}
	for (let round = 0; round < requests; round += 1)
		for (const page of pages) {
			page.small.push((await ask(page, 0)).ms);
			page.large.push((await ask(page, 1)).ms);
		}
	small.close();
	large.close();
	return {
		name: 'Pages',
		about:
			'Server time of a whole page, from request to last byte, one request at a time on one connection, the two servers in turn. A public page shows as many rows at either size; my work is that of the organisation that was asked for most, and shows up to ten of each part. A paper is frozen by its form, from click to redirect, the slowest of three first meetings.',
		figures: [
			...pages.map((page) => figureOf(page, rows.get(page) ?? '', sizes)),
			await timeFreezing(servers[1], urls[1], sizes[1])
		]
	};
};
