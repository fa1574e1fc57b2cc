import { expect, it } from 'vitest';
import type { FactCount } from '#lib/domain/fact.ts';
import type { FigureContext } from './figure.ts';
import { fixedHorizons } from './fixed-horizons.ts';

const context: FigureContext = { data: 'register', scope: 'everything', as_at: '2026-11-22' };
const open = (day: string, n: number): FactCount => ({ fact: 'open', value: '', day, length: null, n });
const confirmed = (day: string, length: number, n: number): FactCount => ({
	fact: 'cohort',
	value: 'confirmed',
	day,
	length,
	n
});

it('says what was confirmed within each horizon, with an interval, and leaves out what is too young', () => {
	const figure = fixedHorizons(
		[open('2024-02-03', 30), confirmed('2024-02-01', 12, 10), open('2026-03-01', 4)],
		context
	);
	expect(figure.title).toBe('10 of 40 assignments (25 %) confirmed within 12 months');
	expect(figure.sentence).toBe(
		'Of what was asked long enough ago, confirmed: 10 of 40 assignments (25 %) within 12 months and 10 of 40 assignments (25 %) within 24 months.'
	);
	expect(figure.left_out).toEqual([{ what: 'asked too lately to tell', n: 4 }]);
	expect(figure.table.rows[0]).toEqual({
		year: '2024',
		within_months: 12,
		confirmed: 10,
		out_of: 40,
		share_percent: 25,
		from_percent: 14.2,
		to_percent: 40.2
	});
	const [drawn] = figure.config?.data.datasets ?? [];
	expect(drawn?.labels).toEqual(['25 %', '25 %', '–', '–', '–', '–']);
	expect(drawn?.cells?.[0]).toEqual({
		x: '12 months',
		y: '2024',
		colour: '#b0bfda',
		said: '2024, within 12 months: 10 of 40 assignments (25 %)'
	});
});

it('claims nothing where no horizon has gone by, and where nothing was asked', () => {
	const young = fixedHorizons([open('2026-03-01', 4)], context);
	expect(young.config).toBeUndefined();
	expect(young.sentence).toContain('less than 13 months ago');
	expect(fixedHorizons([], context).sentence).toContain('Nothing had been asked');
});
