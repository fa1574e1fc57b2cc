import { describe, expect, it } from 'vitest';
import { encode } from '#lib/domain/standing.ts';
import { statesByGroup } from '#lib/domain/numbers/coded-states.ts';
import { standings, WORKED } from '#lib/domain/numbers/worked-example.ts';
import { whereEach } from './where-each.ts';

const context = { data: 'register', scope: 'everything', as_at: '2026-11-22' } as const;
const of = (group: string, rows = WORKED) =>
	rows.map(({ n, ...standing }) => ({ group, n, standing: encode(standing) }));
const figure = (...rows: ReturnType<typeof of>[]) =>
	whereEach('region', statesByGroup(rows.flat()).groups, context);
const asked = (n: number) => [standings(n)];
const confirmed = (n: number) => [
	standings(n, { position: 'accepted', delivery: 'delivered', assurance: 'assured' })
];

describe('where assignments stand in each region', () => {
	it.each([
		[
			[],
			'Too little was asked in any region to compare',
			'Nothing has been asked in this selection, so there is nothing to show.'
		],
		[
			[of('Cawdale', asked(1))],
			'Too little was asked in any region to compare',
			'None of 1 assignment is confirmed.'
		],
		[
			[of('Cawdale', asked(10)), of('Dunmere', asked(20))],
			'Nothing is confirmed in any of the regions',
			'None of 30 assignments is confirmed, across 2 regions.'
		],
		[
			[of('Cawdale', asked(10)), of('Dunmere')],
			'What is confirmed runs from nothing to 56 % across the regions',
			'107 of 200 assignments (54 %) are confirmed, across 2 regions. In 1 of these nothing is.'
		],
		[[of('Cawdale')], '56 % is confirmed', '107 of 190 assignments (56 %) are confirmed.'],
		[
			[of('Cawdale'), of('Dunmere')],
			'56 % is confirmed, alike across the regions',
			'214 of 380 assignments (56 %) are confirmed, across 2 regions.'
		]
	])('is said in words: %#', (rows, title, words) => {
		expect(figure(...rows).title).toBe(title);
		expect(figure(...rows).sentence).toBe(words);
	});

	it('says so where too many are chosen to be counted so', () => {
		const { config, sentence, table } = whereEach('region', undefined, context);
		expect(config).toBeUndefined();
		expect(table.rows).toEqual([]);
		expect(sentence).toBe(
			'More than 2,500 assignments are chosen: too many to lay out here by region. Choose fewer by another filter, or take all filters away.'
		);
	});

	it('draws no share of fewer than ten, and has them in the table under the name of their region', () => {
		const { config, table, left_out } = figure(of('Dunmere'), of('', asked(9)), of('Cawdale', confirmed(10)));
		expect(config!.data.labels).toEqual(['Cawdale (10)', 'Dunmere (190)']);
		expect(table.rows.map(({ group, base }) => [group, base])).toEqual([
			['Cawdale', 10],
			['Dunmere', 190],
			['Region not known', 9]
		]);
		expect(left_out).toEqual([{ what: 'regions drawn no bar for, with fewer than 10 assignments', n: 1 }]);
	});

	it('shares out the whole of each bar', () => {
		const { config } = figure(of('Dunmere'), of('Cawdale', confirmed(10)));
		for (const i of [0, 1])
			expect(config!.data.datasets.reduce((sum, { data }) => sum + (data[i] ?? 0), 0)).toBeCloseTo(100, 0);
	});
});
