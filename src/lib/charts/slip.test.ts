import { expect, it } from 'vitest';
import type { FactCount } from '#lib/domain/fact.ts';
import type { FigureContext } from './figure.ts';
import { slip } from './slip.ts';

const context: FigureContext = { data: 'register', scope: 'everything', as_at: '2026-11-22' };
const moved = (length: number, n: number): FactCount => ({
	fact: 'slip',
	value: 'action',
	day: null,
	length,
	n
});
const extensions = (length: number, n: number): FactCount => ({
	fact: 'extensions',
	value: '',
	day: null,
	length,
	n
});

it.each([
	['none', [], 'No date has been moved', 'No date that was set in this selection has been moved since.'],
	[
		'one',
		[moved(30, 1), extensions(1, 1)],
		'1 date was moved',
		'What was moved: the date of 1 action, by 30 days. More time was granted 1 time for 1 assignment.'
	],
	[
		'a few',
		[moved(30, 2), moved(60, 2)],
		'4 dates were moved',
		'What was moved: the dates of 4 actions, by a median of 45 days. No extension was granted: dates were set anew.'
	],
	[
		'many',
		[moved(30, 8), moved(90, 2), extensions(2, 5)],
		'10 dates were moved',
		'What was moved: the dates of 10 actions, half of them by 30 days or fewer and nine in ten by 90 days or fewer. More time was granted 10 times for 5 assignments.'
	]
])('says how far dates were moved, of %s', (_, facts, title, sentence) => {
	const figure = slip(facts, context);
	expect([figure.title, figure.sentence]).toEqual([title, sentence]);
	expect(figure.config === undefined).toBe(
		facts.reduce((sum, { fact, n }) => (fact === 'slip' ? sum + n : sum), 0) < 10
	);
});
