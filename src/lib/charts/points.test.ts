import { expect, it } from 'vitest';
import { WORKED_DUTIES } from '#lib/domain/numbers/worked-example.ts';
import { overdue } from './overdue.ts';
import { pointsOf, stopAfter } from './points.ts';
import { bars, series } from './bars.ts';
import { BLUE } from './palette.ts';

const context = { data: 'register', scope: 'everything', as_at: '2026-11-22' } as const;

it('says each bar with all that it is made of', () => {
	const points = pointsOf(overdue(WORKED_DUTIES, context).config!);
	expect(points[0]).toEqual({
		said: '1 to 30 days: Responses 5; Actions 1; Pieces of evidence 0',
		at: [0, 1, 2].map((datasetIndex) => ({ datasetIndex, index: 0 }))
	});
	expect(points).toHaveLength(7);
});

it('says of a gap that nothing is known, not that it is nought', () => {
	const looks = { colour: BLUE, fill: 'solid' } as const;
	const config = bars({
		names: ['May', 'June'],
		series: [series('Asked', [null, 1_200], looks)],
		lie: false,
		stacked: false,
		counts: 'Number'
	});
	expect(pointsOf(config).map(({ said }) => said)).toEqual(['May: nothing known', 'June: Asked 1,200']);
});

it.each([
	['ArrowRight', -1, 0],
	['ArrowRight', 6, 6],
	['ArrowDown', 2, 3],
	['ArrowLeft', 0, 0],
	['ArrowUp', 3, 2],
	['Home', 4, 0],
	['End', 0, 6],
	['Escape', 4, -1],
	['Tab', 4, undefined]
])('is led by %s from stop %i to %s of seven', (key, from, to) => {
	expect(stopAfter(key, from, 7)).toBe(to);
});
