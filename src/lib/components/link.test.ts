import { describe, expect, test } from 'vitest';
import { link, linkFrom } from './link.ts';

describe('a link', () => {
	test('to the register carries no data parameter', () => {
		expect(link('/recommendations', { data_set: 'register' })).toBe('/recommendations');
	});

	test('keeps a reader in the demonstration', () => {
		expect(link('/progress', { data_set: 'demonstration' })).toBe('/progress?data=demonstration');
	});

	test('repeats the name of a list and leaves out what is empty', () => {
		const href = link('/recommendations', {
			theme: ['maternity', 'a&b'],
			q: '',
			page: null,
			sort: undefined
		});
		expect(href).toBe('/recommendations?theme=maternity&theme=a%26b');
	});

	test('writes nought and false, which are not empty', () => {
		expect(link('/x', { from: 0, open: false })).toBe('/x?from=0&open=false');
	});

	test('keeps the hash behind the query', () => {
		expect(link('/method#gap', { data_set: 'demonstration' })).toBe('/method?data=demonstration#gap');
	});
});

describe('a link from this page', () => {
	const here = new URL('https://example.org/recommendations?theme=a&theme=b&page=3&data=demonstration#top');

	test('keeps every parameter that it was not asked to change', () => {
		expect(linkFrom(here, { page: 4 })).toBe('/recommendations?theme=a&theme=b&data=demonstration&page=4');
	});

	test('takes out what is null and replaces a whole list', () => {
		expect(linkFrom(here, { page: null, theme: ['b'] })).toBe('/recommendations?data=demonstration&theme=b');
	});

	test('crosses to the register by dropping the data parameter', () => {
		expect(linkFrom(here, { data_set: 'register', page: null })).toBe('/recommendations?theme=a&theme=b');
	});
});
