import { describe, expect, it } from 'vitest';
import { countedFrom, slugOf } from './recommendation.ts';

describe('the day from which a recommendation counts', () => {
	it.each([
		[
			'the day it was made',
			{ made_on: '2020-01-23', made_year: 2020, response_on: '2020-04-17' },
			'2020-01-23'
		],
		['the last day of its year, where no more is known', { made_year: 2018 }, '2018-12-31'],
		['the day of entry, where its year is not over', { made_year: 2026 }, '2026-11-22'],
		['the day of entry, where nothing is known', {}, '2026-11-22'],
		[
			'the day of the reply, which came after it',
			{ made_year: 2021, response_on: '2021-04-16' },
			'2021-04-16'
		],
		[
			'the last day of its year, where the reply came later',
			{ made_year: 2019, response_on: '2020-01-14' },
			'2019-12-31'
		],
		['the day of the reply, where nothing else is known', { response_on: '2024-12-12' }, '2024-12-12']
	])('is %s', (_, known, day) => {
		expect(countedFrom(known, '2026-11-22')).toBe(day);
	});
});

it.each([
	['R/2022/188', 'R-2022-188'],
	['HSIB-NG-TUBES/1', 'HSIB-NG-TUBES-1'],
	['  Ockenden (final) #2 ', 'Ockenden-final-2']
])('has a web address for %s', (reference, slug) => {
	expect(slugOf(reference)).toBe(slug);
});
