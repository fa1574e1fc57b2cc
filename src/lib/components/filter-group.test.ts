import { describe, expect, test } from 'vitest';
import { chipsOf, keptBy, type FilterGroup } from './filter-group.ts';

const here = new URL(
	'https://example.org/recommendations?q=sepsis&theme=a&theme=b&page=3&data=demonstration'
);
const groups: FilterGroup[] = [
	{ kind: 'text', name: 'q', legend: 'Words', value: 'sepsis' },
	{
		kind: 'checkbox',
		name: 'theme',
		legend: 'Theme',
		choices: [
			{ value: 'a', label: 'Maternity', chosen: true },
			{ value: 'b', chosen: true },
			{ value: 'c', chosen: false }
		]
	}
];

describe('chips', () => {
	test('name each chosen filter, by its value when it has no other name', () => {
		expect(chipsOf(here, groups).map((chip) => `${chip.legend}: ${chip.label}`)).toEqual([
			'Words: sepsis',
			'Theme: Maternity',
			'Theme: b'
		]);
	});

	test('lead to the first page without that one filter', () => {
		expect(chipsOf(here, groups)[1]?.href).toBe('/recommendations?q=sepsis&data=demonstration&theme=b');
	});

	test('are none when nothing is chosen', () => {
		expect(chipsOf(here, [{ kind: 'text', name: 'q', legend: 'Words', value: '' }])).toEqual([]);
	});
});

test('a form carries along what it does not ask, but not the page number', () => {
	expect(keptBy(here, ['q', 'theme'])).toEqual([['data', 'demonstration']]);
});
