import { cookieOf } from '#lib/testing/sign-in.ts';
import type { Child } from './children.ts';
import { ask } from './database.ts';
import { median, round, type Figure } from './figure.ts';

const TIMES = 3;
const MOST_MS = 10_000;

/** Sends a form as somebody invented and answers where it leads to; throws where it was not saved. */
const sent = async (origin: string, cookie: string, path: string, fields: Record<string, string>) => {
	const answer = await fetch(`${origin}${path}`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin, cookie, accept: 'text/html' },
		body: new URLSearchParams(fields)
	});
	await answer.arrayBuffer();
	const to = answer.headers.get('location');
	if (answer.status !== 303 || !to) throw new Error(`${path} was answered with ${answer.status}.`);
	return to;
};

/** How long a board waits for its paper to be frozen: the slowest of a few, each of a first meeting, which asks the most. */
export const timeFreezing = async ({ origin }: Child, url: string, size: string): Promise<Figure> => {
	const [secretary] = await ask<{ person_id: number }>(
		url,
		`select person_id from membership where role = 'board' and data_set = 'demonstration' order by person_id limit 1`
	);
	const cookie = await cookieOf({ origin }, secretary?.person_id ?? 0);
	const held_on = new Date().toISOString().slice(0, 10);
	const taken: number[] = [];
	for (let time = 0; time < TIMES; time += 1) {
		const board = `Bench ${process.pid} ${time}`;
		const at = await sent(origin, cookie, '/board/meetings/new?data=demonstration', { board, held_on });
		const began = performance.now();
		await sent(origin, cookie, at.replace('?', '?/freeze&'), {});
		taken.push(performance.now() - began);
	}
	return {
		name: `Freezing a paper, ${size}`,
		value: round(Math.max(...taken)),
		unit: 'ms',
		goal: { at_most: MOST_MS },
		detail: { 'median ms': round(median(taken)), times: TIMES }
	};
};
