import { expect, it } from 'vitest';
import { STRENGTHS } from '#lib/domain/axes/strength.ts';
import type { FigureContext } from './figure.ts';
import { strengthMix } from './strength-mix.ts';

const context: FigureContext = { data: 'register', scope: 'everything', as_at: '2026-11-22' };
const of = (...counts: number[]) =>
	strengthMix(
		counts.flatMap((n, place) => {
			const strength = STRENGTHS[place];
			return strength && n > 0 ? [{ strength, n }] : [];
		}),
		context
	);

it.each([
	[
		'none',
		[0, 0, 0, 0],
		'No action has been planned',
		'Nobody has planned an action here yet. That is not the same as nothing being done.'
	],
	['one', [0, 0, 1, 0], 'The one action is of the weaker kind', '1 of 1 action is weaker.'],
	[
		'one kind and some that nobody coded',
		[0, 2, 0, 3],
		'Every coded action is of intermediate strength',
		'2 of 5 actions are intermediate and 3 not coded.'
	],
	[
		'only what nobody coded',
		[0, 0, 0, 12],
		'Nobody has said how strong the actions are',
		'12 of 12 actions (100 %) are not coded.'
	],
	[
		'as many of two kinds',
		[4, 4, 1, 0],
		'No strength of action leads',
		'4 of 9 actions are stronger, 4 intermediate and 1 weaker.'
	],
	[
		'many',
		[10, 20, 60, 10],
		'Most often planned: weaker actions',
		'10 of 100 actions (10 %) are stronger, 20 (20 %) intermediate, 60 (60 %) weaker and 10 (10 %) not coded.'
	]
])('says how strong actions are, of %s', (_, counts, title, sentence) => {
	const figure = of(...counts);
	expect([figure.title, figure.sentence]).toEqual([title, sentence]);
	expect(figure.config === undefined).toBe(counts.every((n) => n === 0));
	expect(figure.table.rows.map(({ n }) => n)).toEqual(figure.config ? counts : []);
});
