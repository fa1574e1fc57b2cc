import { deepStrictEqual } from 'node:assert';
import { ask } from './database.ts';
import { own, product, type Child } from './children.ts';
import { round, type Figure, type Part } from './figure.ts';
import { run } from '../testing/command.js';
import { Sentence } from '../testing/command.js';
import { say } from '../testing/say.js';

const CONNECTIONS = 8;
const ROUNDS = 4;

type Shot = { requests: number; seconds: number; cpu_us: number | undefined };
type Manner = { name: string; anew: boolean };

const MANNERS: Manner[] = [
	{ name: 'each answer worked out anew', anew: true },
	{ name: 'the same question again, nothing having changed', anew: false }
];

const fire = async (server: Child, path: string, anew: boolean, seconds: number): Promise<Shot> => {
	const before = server.cpu_us();
	const mark = `${Math.round(performance.now())}-`;
	const orders = { origin: server.origin, path, anew, connections: CONNECTIONS, seconds, mark };
	const { code, output } = await run(process.execPath, ['bin/bench/fire.js', JSON.stringify(orders)]);
	if (code !== 0) throw new Sentence(output);
	const after = server.cpu_us();
	return {
		...JSON.parse(output),
		cpu_us: before !== undefined && after !== undefined ? after - before : undefined
	};
};

const total = (shots: Shot[]) => {
	const requests = shots.reduce((sum, shot) => sum + shot.requests, 0);
	const seconds = shots.reduce((sum, shot) => sum + shot.seconds, 0);
	const cpu = shots.every(({ cpu_us }) => cpu_us !== undefined)
		? shots.reduce((sum, { cpu_us = 0 }) => sum + cpu_us, 0) / requests
		: undefined;
	return { per_second: requests / seconds, cpu };
};

/** Fires at two servers in turn, and gives what each did over all rounds, and the ratio of each round. */
const race = async (
	[ours, theirs]: [Child, Child],
	path: string,
	anew: boolean,
	seconds: number
): Promise<{ ours: ReturnType<typeof total>; theirs: ReturnType<typeof total>; rounds: number[] }> => {
	for (const server of [ours, theirs]) await fire(server, path, anew, seconds / 2);
	const shots: [Shot[], Shot[]] = [[], []];
	for (let round = 0; round < ROUNDS; round += 1) {
		// Who goes first changes, so that neither always follows the other.
		const order = round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const);
		for (const which of order)
			shots[which].push(await fire(which === 0 ? ours : theirs, path, anew, seconds));
	}
	const rate = ({ requests, seconds }: Shot) => requests / seconds;
	return {
		ours: total(shots[0]),
		theirs: total(shots[1]),
		rounds: shots[0].map((shot, index) => round(rate(shot) / rate(shots[1][index] ?? shot)))
	};
};

const answer = async ({ origin }: Child, path: string): Promise<unknown> => {
	const response = await fetch(origin + path);
	if (response.status !== 200) throw new Sentence(`${path} was answered with ${response.status}.`);
	return response.json();
};

const compared = (names: [string, string], result: Awaited<ReturnType<typeof race>>): Figure['detail'] => {
	const { ours, theirs, rounds } = result;
	const cpu = (name: string, value: number | undefined): Figure['detail'] =>
		value === undefined ? {} : { [`${name}, processor µs a request`]: Math.round(value) };
	return {
		[`${names[0]}, requests a second`]: Math.round(ours.per_second),
		[`${names[1]}, requests a second`]: Math.round(theirs.per_second),
		...cpu(names[0], ours.cpu),
		...cpu(names[1], theirs.cpu),
		'ratio of each round': rounds.join(', ')
	};
};

/** Which recommendation and which organisation are asked for: one with 250 assignments, or the most there are; one that owes the most. */
const asked = async (url: string): Promise<[name: string, path: string][]> => {
	const [recommendation] = await ask<{ slug: string; n: number }>(
		url,
		`select r.slug, count(*)::int as n from recommendation r join assignment a on a.recommendation_id = r.id
			where r.data_set = 'demonstration' group by r.id order by n desc, r.id limit 1`
	);
	const [organisation] = await ask<{ code: string }>(
		url,
		`select o.code from organisation o join assignment a on a.organisation_id = o.id
			where o.data_set = 'demonstration' and a.closure = 'open' group by o.id order by count(*) desc, o.id limit 1`
	);
	if (!recommendation || !organisation) throw new Error('There is nothing to ask for.');
	return [
		['National summary', '/api/progress/summary?data=demonstration'],
		['Monthly series', '/api/progress/series?data=demonstration'],
		[
			`One recommendation with its ${recommendation.n} assignments`,
			`/api/recommendations/${recommendation.slug}?data=demonstration`
		],
		['One organisation’s worklist', `/api/organisations/${organisation.code}/worklist?data=demonstration`]
	];
};

/** Races the product's API against a server written by hand over the same database, which has to give the same answers. */
export const raceApi = async (url: string, size: string, seconds: number): Promise<Part> => {
	const ours = await product(url);
	const theirs = await own('by-hand-server.ts', { DATABASE_URL: url });
	const figures: Figure[] = [];
	try {
		for (const [name, path] of await asked(url)) {
			const said = await answer(ours, path);
			deepStrictEqual(await answer(theirs, path), said, `The two servers differ on ${path}.`);
			for (const { name: manner, anew } of MANNERS) {
				const result = await race([ours, theirs], path, anew, seconds);
				const value = round(result.ours.per_second / result.theirs.per_second);
				say(`  ${name}, ${manner}: ${value}`);
				figures.push({
					name: `${name}, ${manner}`,
					value,
					unit: '',
					goal: { at_least: 0.5 },
					detail: {
						...compared(['Followthrough', 'by hand'], result),
						'answer, kB': round(JSON.stringify(said).length / 1000),
						path
					}
				});
			}
		}
	} finally {
		await Promise.all([ours.stop(), theirs.stop()]);
	}
	return {
		name: 'API against a server written by hand',
		about: `Requests a second at size ${size}, ${CONNECTIONS} connections kept alive, no If-None-Match, as a share of what a hand-written Hono and pg server gives for the same JSON from the same database, in turn. “Anew” adds a stray utm_ word to every address, so that no answer given before can be given again; “again” lets the product do that after it has asked the database whether anything changed.`,
		figures
	};
};

/** What the API gives with Hono in front, as in production, and what it would give behind SvelteKit's handler. */
export const raceFronts = async (url: string, size: string, seconds: number): Promise<Part> => {
	const ours = await product(url);
	const kit = await own('behind-kit-server.ts', { DATABASE_URL: url });
	const figures: Figure[] = [];
	try {
		for (const [name, path] of [
			['National summary', '/api/progress/summary?data=demonstration'],
			['One source', '/api/sources/X-OSC?data=demonstration']
		] as const) {
			deepStrictEqual(await answer(kit, path), await answer(ours, path), `The two fronts differ on ${path}.`);
			for (const { name: manner, anew } of MANNERS) {
				const result = await race([ours, kit], path, anew, seconds);
				figures.push({
					name: `${name}, ${manner}`,
					value: round(result.ours.per_second / result.theirs.per_second),
					unit: '',
					detail: { ...compared(['Hono in front', 'behind SvelteKit'], result), path }
				});
			}
		}
	} finally {
		await Promise.all([ours.stop(), kit.stop()]);
	}
	return {
		name: 'Hono in front against Hono behind SvelteKit',
		about: `The same API on the same data (size ${size}): requests a second with Hono in front, as it is served, as a multiple of those through SvelteKit’s handler. This is why Hono stands in front.`,
		figures
	};
};
