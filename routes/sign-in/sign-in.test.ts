import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Connection } from '#db/connection.ts';
import { openTestDatabase } from '#db/testing.ts';
import { readSettings } from '#lib/server/settings.ts';
import { actions, load } from './+page.server.ts';

const DATABASE_URL = 'postgres://localhost/followthrough';

let connection: Connection;
beforeAll(() => void (connection = openTestDatabase()));
afterAll(() => connection.close());

/** A request to the page as a browser sends it, to an installation with these settings. */
const event = (env: Record<string, string>, form: Record<string, string> = {}) => {
	const { db } = connection;
	const cookies: string[] = [];
	return {
		cookies,
		of: {
			locals: { db, switcher: readSettings(env).switcher, data_set: 'demonstration' },
			request: new Request('http://localhost/sign-in', { method: 'POST', body: new URLSearchParams(form) }),
			url: new URL('http://localhost/sign-in?data=demonstration'),
			cookies: { set: (name: string) => cookies.push(name), delete: (name: string) => cookies.push(name) }
		} as never
	};
};
const answerOf = async (work: () => unknown) => {
	try {
		return await work();
	} catch (thrown) {
		return thrown;
	}
};

it.each([
	['a server', { DATABASE_URL }],
	['a server that holds the demonstration', { DATABASE_URL, FOLLOWTHROUGH_DEMONSTRATION: 'yes' }],
	['an embedded register alone', { FOLLOWTHROUGH_DEMONSTRATION: 'no' }]
])('does not exist where the database is %s, and makes nobody anybody', async (_, env) => {
	for (const door of [load, actions.in, actions.out]) {
		const { of, cookies } = event(env, { person: '1' });
		expect(await answerOf(() => door?.(of))).toMatchObject({ status: 404 });
		expect(cookies).toEqual([]);
	}
});

it('is there for the embedded demonstration, and takes no number that is nobody’s', async () => {
	expect(await answerOf(() => load(event({}).of))).toEqual({ roles: [] });
	for (const person of ['1', 'me', '-1', ''])
		expect(await answerOf(() => actions.in?.(event({}, { person }).of))).toMatchObject({ status: 422 });
});
