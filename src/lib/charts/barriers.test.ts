import { expect, it } from 'vitest';
import type { FactCount } from '#lib/domain/fact.ts';
import { barriers } from './barriers.ts';
import type { FigureContext } from './figure.ts';

const context: FigureContext = { data: 'register', scope: 'everything', as_at: '2026-11-22' };
const named = (fact: 'on hold' | 'extension' | 'refusal', value: string, n: number): FactCount => ({
	fact,
	value,
	day: null,
	length: null,
	n
});

it('puts the most frequent first, with where it was named and a running share', () => {
	const figure = barriers(
		[
			named('on hold', 'money', 4),
			named('extension', 'workforce', 10),
			named('refusal', 'money', 2),
			named('on hold', 'estate', 3),
			named('refusal', 'training', 1),
			named('refusal', 'not stated', 5)
		],
		context
	);
	expect(figure.title).toBe('Most often named: workforce');
	expect(figure.sentence).toBe(
		'A barrier was named 20 times: workforce 10 (50 %), money 6 (30 %) and estate 3 (15 %), together 95 %.'
	);
	expect(figure.left_out).toEqual([{ what: 'on hold or refused where nobody said why', n: 5 }]);
	expect(figure.table.rows.map((row) => [row.barrier, row.n, row.running_percent])).toEqual([
		['workforce', 10, 50],
		['money', 6, 80],
		['estate', 3, 95],
		['training', 1, 100]
	]);
	expect(figure.config?.data.datasets.map(({ label, data }) => [label, data])).toEqual([
		['On hold', [0, 4, 3, 0]],
		['More time asked for', [10, 0, 0, 0]],
		['Refused', [0, 2, 0, 1]]
	]);
});

it('says when none was named', () => {
	const figure = barriers([named('refusal', 'not stated', 3)], context);
	expect([figure.title, figure.config]).toEqual(['No barrier has been named', undefined]);
});
