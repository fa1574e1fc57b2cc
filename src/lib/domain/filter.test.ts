import { describe, expect, it } from 'vitest';
import { organisationsAsked, progressAsked, read, recommendationsAsked } from './filter.ts';

const ask = (query: string) => read(recommendationsAsked, new URLSearchParams(query));

describe('what a query string asks', () => {
	it('is the whole register, first page, when nothing is said', () => {
		expect(ask('').asked).toEqual({
			data: 'register',
			source: [],
			theme: [],
			kind: [],
			stage: [],
			year: [],
			evidence_quality: [],
			priority: [],
			page: 1
		});
	});

	it('takes a repeated name as either of them, and counts a double once', () => {
		expect(ask('theme=A&theme=B&theme=A').asked?.theme).toEqual(['A', 'B']);
	});

	it('takes a blank field as one that is not asked', () => {
		const { asked } = ask('q=&theme=&kind=&sort=&page=&year=');
		expect(asked).toMatchObject({ theme: [], kind: [], year: [], page: 1 });
		expect(asked?.q).toBeUndefined();
		expect(asked?.sort).toBeUndefined();
	});

	it('overlooks what a link from a newsletter brings along', () => {
		expect(ask('utm_source=x&fbclid=1&q=falls').asked?.q).toBe('falls');
	});

	it.each([
		['colour=blue', 'This cannot be asked by “colour”'],
		['kind=opinion', '“kind” can be: recommendation, safety action'],
		['stage=done', '“stage” can be: nobody asked by name'],
		['sort=random', '“sort” can be: newest, oldest, closest match.'],
		['sort=newest&sort=oldest', 'Give “sort” once.'],
		['page=0', '“page” must be a whole number from 1.'],
		['page=-1', '“page” must be a whole number from 1.'],
		['page=1.5', '“page” must be a whole number from 1.'],
		['page=99999999', '“page” must be a whole number from 1.'],
		['year=25', '“year” must be four figures'],
		['data=both', '“data” can be: register, demonstration.'],
		['evidence_quality=hearsay', '“evidence_quality” can be: official page'],
		['q=a&q=b', 'Give “q” once.'],
		[`q=${'a'.repeat(201)}`, 'Shorten “q” to 200 characters'],
		['q=%00', '“q” holds characters that are not text'],
		['q=%ED%A0%80', '“q” holds characters that are not text'],
		['theme=%00', '“theme” holds characters that are not text'],
		['report=%00', '“report” holds characters that are not text']
	])('answers %s with a sentence', (query, sentence) => {
		expect(ask(query).problem).toContain(sentence);
	});

	it('refuses half a character, however it comes', () => {
		const params = new URLSearchParams();
		params.set('q', '\uD800');
		expect(read(organisationsAsked, params).problem).toContain('not text');
	});

	it.each(['2026-02-30', 'yesterday', '2026-9-1', '20260901'])('refuses %s as a day', (as_at) => {
		expect(read(progressAsked, new URLSearchParams({ as_at })).problem).toContain('such as 2026-09-30');
	});

	it('refuses both senses of a day at once', () => {
		const both = new URLSearchParams('as_at=2026-01-01&known_at=2026-01-01');
		expect(read(progressAsked, both).problem).toContain('not both');
	});
});
