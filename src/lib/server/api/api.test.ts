import { beforeAll, describe, expect, it, vi } from 'vitest';
import * as bulk from '#db/queries/bulk.ts';
import {
	givenAssignment,
	givenOrganisation,
	givenPerson,
	givenRecommendation,
	onBothEngines,
	type TestAt
} from '#db/testing.ts';
import { z } from 'zod';
import type { Person } from '#lib/domain/person.ts';
import { api } from './api.ts';

type Description = {
	openapi: string;
	paths: Record<
		string,
		Record<
			string,
			{ responses: Record<string, unknown>; parameters?: { name: string; schema: { type?: unknown } }[] }
		>
	>;
};

const asks =
	(at: () => TestAt, person?: () => Person) =>
	(path: string, init: RequestInit = {}) =>
		api.request(path, init, { at: at(), person: async () => person?.() });

const problemOf = async (response: Response) => {
	expect(response.headers.get('content-type')).toBe('application/problem+json');
	const body = await response.json();
	expect(body).toMatchObject({ type: 'about:blank', status: response.status, title: expect.any(String) });
	expect(body.detail).toMatch(/\.$/);
	return body as { detail: string; errors?: { field: string; detail: string }[] };
};

onBothEngines('the API', (at) => {
	let slug: string;
	let code: string;
	let family: string;
	let assignment: number;
	let contributor: Person;
	const get = asks(at);
	const signedIn = asks(at, () => contributor);

	beforeAll(async () => {
		const organisation = await givenOrganisation(at(), { code: 'RA1', name: 'A trust' });
		const recommendation = await givenRecommendation(at(), {
			reference: 'R/2025/001',
			plain_summary: 'Check every wristband.'
		});
		const made = await givenAssignment(at(), {
			recommendation_id: recommendation.id,
			organisation_id: organisation.id,
			response_due_on: '2025-06-01',
			action_due_on: '2027-01-31'
		});
		for (let n = 0; n < 3; n += 1) await givenAssignment(at(), { recommendation_id: recommendation.id });
		const { id: family_id, slug: of } = await at()
			.owner.insertInto('family')
			.values({ data_set: 'register', slug: 'wristbands', name: 'Check wristbands' })
			.returning(['id', 'slug'])
			.executeTakeFirstOrThrow();
		await at()
			.owner.insertInto('family_member')
			.values({ family_id, recommendation_id: recommendation.id })
			.execute();
		family = of;
		slug = recommendation.slug;
		code = organisation.code;
		assignment = made.id;
		contributor = await givenPerson(at(), 'contributor', { organisation_id: organisation.id });
	});

	it('tells the corrections that were published, as the file of them does, and nothing of who said it or what waits', async () => {
		const said = {
			data_set: 'register' as const,
			page: '/recommendations',
			wrong: 'Wrong.',
			asked_at: new Date(),
			asked_on: '2026-11-01'
		};
		const who = { asker: 'Ada Example', asker_email: 'ada@example.org' };
		const published = {
			what: 'the day of the reply',
			old_value: '1 May 2025',
			new_value: '2 May 2025',
			answer: 'Thank you.',
			answered_on: '2026-11-20'
		};
		const { id } = await at()
			.owner.selectFrom('organisation')
			.select('id')
			.where('code', '=', code)
			.executeTakeFirstOrThrow();
		await at()
			.owner.insertInto('correction')
			.values([
				{ ...said, organisation_id: id, state: 'accepted', ...published },
				{ ...said, ...who, state: 'waiting' },
				{ ...said, state: 'refused', answer: 'It says so.', answered_on: '2026-11-20' }
			])
			.execute();
		const told = await (await get('/api/corrections')).json();
		const one = {
			...published,
			page: '/recommendations',
			recommendation_reference: null,
			organisation_code: code,
			asked_on: '2026-11-01'
		};
		expect(told).toEqual({
			total: 1,
			page: 1,
			pages: 1,
			corrections: [{ ...one, recommendation_slug: null }]
		});
		for await (const rows of bulk.rows(at().reading, 'corrections', 'register')) expect(rows).toEqual([one]);
		expect((await (await get('/api/corrections?data=demonstration')).json()).total).toBe(0);
	});

	describe('reading', () => {
		it('lists recommendations by words, and says how many pages there are', async () => {
			const found = await (await get('/api/recommendations?q=wristband&limit=1')).json();
			expect(found).toMatchObject({ total: 1, page: 1, pages: 1 });
			expect(found.recommendations).toMatchObject([
				{ reference: 'R/2025/001', asked: 4, responded: 0, stage: 'no reply found' }
			]);
			expect(found.recommendations[0]).not.toHaveProperty('id');
		});

		it('gives one recommendation with the assignment of each organisation', async () => {
			const one = await (await get(`/api/recommendations/${slug}`)).json();
			expect(one).toMatchObject({ reference: 'R/2025/001', total: 4, pages: 1, addressees: [] });
			expect(one.assignments).toHaveLength(4);
			expect(
				one.assignments.find(
					({ organisation_code }: { organisation_code: string }) => organisation_code === 'RA1'
				)
			).toMatchObject({
				id: assignment,
				position: 'awaiting response',
				delivery: 'no information',
				response_due_on: '2025-06-01',
				overdue_since: '2025-06-01'
			});
		});

		it('gives its history, with the day it happened and the day we learned it', async () => {
			const { events } = await (await get(`/api/recommendations/${slug}/timeline`)).json();
			expect(events).toHaveLength(4);
			expect(events[0]).toMatchObject({
				what: 'assigned',
				effective_on: '2025-03-03',
				recorded_on: '2026-11-22'
			});
		});

		it('gives what an organisation owes, the earliest due first and what has no date last, a page at a time', async () => {
			const clocks: string[] = [];
			let after = '';
			do {
				const page = await (await get(`/api/organisations/${code}/worklist?limit=1&after=${after}`)).json();
				expect(page.organisation).toEqual({ code, name: 'A trust' });
				clocks.push(...page.owed.map(({ clock }: { clock: string }) => clock));
				after = page.next ?? '';
			} while (after);
			expect(clocks).toEqual(['response', 'action', 'evidence']);
			const whole = await (await get(`/api/organisations/${code}/worklist`)).json();
			expect(whole.owed).toMatchObject([
				{ assignment_id: assignment, due_on: '2025-06-01', overdue: true },
				{ due_on: '2027-01-31', overdue: false },
				{ due_on: null, overdue: false }
			]);
			expect(whole.next).toBeNull();
		});

		it('counts states by source, which add up to the base, and what is overdue by each clock', async () => {
			const summary = await (await get('/api/progress/summary')).json();
			expect(summary).toMatchObject({ data_set: 'register', as_at: '2026-11-22', base: 4 });
			expect(summary.states['no response']).toBe(4);
			expect(summary.by_source).toHaveLength(1);
			expect(Object.values<number>(summary.by_source[0].states).reduce((a, b) => a + b)).toBe(4);
			expect(summary.overdue[0]).toMatchObject({ clock: 'response', open: 4, with_date: 4, overdue: 4 });
		});

		it('gives the same sums for every narrowing that holds everything, now and as at a day', async () => {
			const whole = await (await get('/api/progress/summary')).json();
			for (const query of [
				'?kind=recommendation',
				'?region=London',
				'?organisation_kind=trust&kind=recommendation',
				'?as_at=2025-03-03',
				'?known_at=2026-11-22'
			]) {
				const part = await (await get(`/api/progress/summary${query}`)).json();
				expect([query, part.base, part.by_source]).toEqual([query, whole.base, whole.by_source]);
			}
			const before = await (await get('/api/progress/summary?as_at=2025-03-02')).json();
			expect(before).toMatchObject({ base: 0, by_source: [] });
			const unknown = await (await get('/api/progress/summary?known_at=2026-11-21')).json();
			expect(unknown).toMatchObject({ base: 0, by_source: [], known_at: '2026-11-21' });
		});

		it('goes month by month from the first change to the day that is asked', async () => {
			const { months } = await (await get('/api/progress/series?as_at=2025-05-10')).json();
			expect(months.map(({ as_at }: { as_at: string }) => as_at)).toEqual([
				'2025-03-31',
				'2025-04-30',
				'2025-05-10'
			]);
			expect(months[2]).toMatchObject({ base: 4, states: { 'no response': 4 } });
		});

		it('gives each rate with what it was counted from', async () => {
			const { numbers } = await (await get('/api/progress/numbers')).json();
			const of = (id: string) => numbers.find((number: { id: string }) => number.id === id);
			expect(of('response-rate')).toMatchObject({
				numerator: 0,
				denominator: 4,
				value: 0,
				as_at: '2026-11-22'
			});
			expect(of('assured-rate')).toMatchObject({ numerator: 0, denominator: 0 });
			expect(of('assured-rate')).not.toHaveProperty('value');
		});

		it.each(['reports', 'sources', 'themes', 'organisations', 'measures'])('lists %s', async (noun) => {
			const response = await get(`/api/${noun}`);
			expect(response.status).toBe(200);
			expect(Array.isArray((await response.json())[noun])).toBe(true);
		});

		it('keeps the demonstration apart', async () => {
			expect(await (await get('/api/recommendations?data=demonstration')).json()).toMatchObject({ total: 0 });
			expect((await get(`/api/recommendations/${slug}?data=demonstration`)).status).toBe(404);
		});
	});

	describe('an answer that somebody holds', () => {
		it('is told to hold still until something is written, and never after', async () => {
			// Who writes in another database of the same server moves the tag too, so it may take more than one try.
			const { first, tag } = await vi.waitFor(async () => {
				const first = await get('/api/progress/summary');
				const tag = first.headers.get('etag') ?? '';
				const again = await get('/api/progress/summary', { headers: { 'if-none-match': `W/${tag}` } });
				expect([again.status, await again.text()]).toEqual([304, '']);
				return { first, tag };
			});
			expect(first.headers.get('cache-control')).toMatch(/^public, max-age=\d+, must-revalidate$/);

			await givenAssignment(at());
			const then = await get('/api/progress/summary', { headers: { 'if-none-match': tag } });
			expect(then.status).toBe(200);
			expect((await then.json()).base).toBe((await first.json()).base + 1);
		});

		it('does not outlive its day', async () => {
			const tag = (await get('/api/themes')).headers.get('etag') ?? '';
			const tomorrow = asks(() => ({ ...at(), today: '2026-11-23' }));
			expect((await tomorrow('/api/themes', { headers: { 'if-none-match': tag } })).status).toBe(200);
		});
	});

	describe('a question that cannot be answered', () => {
		it.each([
			['/api/recommendations?sort=sideways', 400],
			['/api/recommendations?colour=red', 400],
			['/api/recommendations?page=0', 400],
			['/api/recommendations?page=99', 404],
			['/api/recommendations?limit=many', 400],
			['/api/recommendations?data=both', 400],
			['/api/recommendations?q=%00', 400],
			['/api/recommendations?q=%ED%A0%80', 400],
			[`/api/recommendations?q=${'a'.repeat(5_000)}`, 400],
			['/api/recommendations/R-1900-1', 404],
			['/api/recommendations/R-1900-1/timeline', 404],
			['/api/reports/none', 404],
			['/api/sources/none', 404],
			['/api/themes/none', 404],
			['/api/organisations/none', 404],
			['/api/organisations/none/worklist', 404],
			['/api/organisations/RA1/worklist?after=elsewhere', 400],
			['/api/organisations/RA1/worklist?after=2026-01-01_1_midnight', 400],
			['/api/progress/summary?as_at=yesterday', 400],
			['/api/progress/summary?as_at=2025-02-30', 400],
			['/api/progress/summary?as_at=2026-11-23', 400],
			['/api/progress/summary?as_at=2026-01-01&known_at=2026-01-01', 400],
			['/api/nothing', 404],
			['/api', 404]
		])('%s is a problem with a sentence', async (path, status) => {
			const response = await get(path);
			expect(response.status).toBe(status);
			await problemOf(response);
		});

		it('clamps the rows of an answer instead of refusing', async () => {
			expect((await get('/api/recommendations?limit=999999')).status).toBe(200);
			const { recommendations } = await (await get('/api/recommendations?limit=0')).json();
			expect(recommendations).toHaveLength(1);
		});

		it.each([
			['PUT', '/api/reports'],
			['DELETE', '/api/recommendations/R-2025-001'],
			['GET', '/api/assignments/1/updates']
		])('%s %s is told what it can be asked by', async (method, path) => {
			const response = await get(path, { method });
			expect(response.status).toBe(405);
			expect(response.headers.get('allow')).toMatch(/GET|POST/);
			await problemOf(response);
		});
	});

	describe('saying what is new', () => {
		const say = (
			ask: ReturnType<typeof asks>,
			body: unknown,
			type = 'application/json',
			id: number | string = assignment
		) =>
			ask(`/api/assignments/${id}/updates`, {
				method: 'POST',
				headers: { 'content-type': type },
				body: typeof body === 'string' ? body : JSON.stringify(body)
			});

		it('is for somebody who is signed in', async () => {
			const response = await say(get, { narrative: 'Done.' });
			expect(response.status).toBe(401);
			await problemOf(response);
		});

		it('is the change that the form makes', async () => {
			const response = await say(signedIn, { position: 'accepted', narrative: 'We will.' });
			expect(response.status).toBe(201);
			const one = await (await get(`/api/recommendations/${slug}`)).json();
			expect(one.responded).toBe(1);
			expect(one.assignments.find(({ id }: { id: number }) => id === assignment)).toMatchObject({
				position: 'accepted',
				last_said: 'We will.'
			});
		});

		it('names each field that is missing or wrong', async () => {
			const response = await say(signedIn, { position: 'not accepted', effective_on: 'last week' });
			expect(response.status).toBe(422);
			const { errors } = await problemOf(response);
			expect(errors?.map(({ field }) => field)).toEqual(expect.arrayContaining(['effective_on']));
		});

		it('refuses what is not theirs, not possible, not there, not JSON', async () => {
			const other = await givenAssignment(at());
			expect((await say(signedIn, { narrative: 'Mine?' }, undefined, other.id)).status).toBe(403);
			expect((await say(signedIn, { narrative: 'Late.', seen_version: 1 })).status).toBe(409);
			expect((await say(signedIn, { narrative: 'Where?' }, undefined, 2_000_000_000)).status).toBe(404);
			expect((await say(signedIn, { narrative: 'Where?' }, undefined, 'x')).status).toBe(422);
			expect((await say(signedIn, '{"narrative":', undefined)).status).toBe(400);
			expect((await say(signedIn, '[]')).status).toBe(400);
			expect((await say(signedIn, 'narrative=Hello', 'application/x-www-form-urlencoded')).status).toBe(415);
		});
	});

	it('describes every path that it answers, and no other', async () => {
		const description: Description = await (await get('/api/openapi.json')).json();
		expect(description.openapi).toBe('3.1.0');
		const described = Object.entries(description.paths).flatMap(([path, methods]) =>
			Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`)
		);
		const answered = api.routes
			.filter(({ method, path }) => method !== 'ALL' && !path.endsWith('/openapi.json'))
			.map(({ method, path }) => `${method} ${path}`);
		expect(described.sort()).toEqual([...new Set(answered)].sort());
	});

	it('answers in the shape that it describes', async () => {
		const text = await (await get('/api/openapi.json')).text();
		const description = JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/'));
		const { schemas: $defs } = description.components;
		const filled = (path: string) =>
			path.replace('{reference}', slug).replace('{code}', code).replace('{slug}', family);
		const paths = Object.keys(description.paths).filter((path) =>
			/^\/api\/(?!reports\/|sources\/|themes\/|assignments)/.test(path)
		);
		expect(paths.length).toBeGreaterThan(10);
		for (const path of paths) {
			const { schema } = description.paths[path].get.responses[200].content['application/json'];
			const answer = await (await get(filled(path))).json();
			const { error } = z.fromJSONSchema({ ...schema, $defs }).safeParse(answer);
			expect([path, error?.issues]).toEqual([path, undefined]);
		}
	});

	it('documents what can be asked by the schema that reads it', async () => {
		const description: Description = await (await get('/api/openapi.json')).json();
		const asked = description.paths['/api/recommendations']?.get?.parameters?.map(({ name }) => name);
		expect(asked).toEqual(
			expect.arrayContaining(['q', 'source', 'theme', 'stage', 'sort', 'page', 'limit', 'data'])
		);
	});
});
