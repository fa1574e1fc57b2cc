import { describe, expect, it } from 'vitest';
import { addDays, addMonths } from '#lib/domain/day.ts';
import type { GapAt } from '#lib/domain/numbers/gap.ts';
import { claimsByMonth, monthlyFlow } from './monthly-flow.ts';

const context = { data: 'register', scope: 'everything', as_at: '2026-11-22' } as const;
/** The last months up to one that is not over, with so many said to be done at the end of each. */
const months = (...reported: number[]): GapAt[] =>
	reported.map((n, i) => {
		const month = addMonths('2026-11-01', i + 1 - reported.length);
		const end = addDays(addMonths(month, 1), -1);
		return {
			month,
			as_at: end < context.as_at ? end : context.as_at,
			accepted: 100,
			assured: 0,
			parts: [n, 0, 0]
		};
	});

describe('claims month by month', () => {
	it('are what was added in each whole month from the first claim on, less what was taken back', () => {
		expect(claimsByMonth(months(0, 0, 4, 10, 7, 90))).toEqual([
			{ on: '2026-08-31', value: 4 },
			{ on: '2026-09-30', value: 6 },
			{ on: '2026-10-31', value: -3 }
		]);
		expect(claimsByMonth(months(0, 0))).toEqual([]);
		expect(claimsByMonth(months(5))).toEqual([]);
	});

	it('say so when there is nothing to show, and when there is too little to judge', () => {
		expect(monthlyFlow([], context)).toMatchObject({
			config: undefined,
			title: 'Nothing has been said to be done in a whole month yet'
		});
		expect(monthlyFlow(claimsByMonth(months(1, 2, 4)), context).title).toBe(
			'Claims month by month: too few values to tell a change from chance'
		);
	});

	it('name the rule that fires when a month is more than chance', () => {
		const steady = Array.from({ length: 14 }, (_, i) => 10 * (i + 1) + (i % 2));
		const figure = monthlyFlow(claimsByMonth(months(...steady, 400, 400)), context);
		expect(figure.title).toBe('Claims month by month: the latest value is a sign of more than chance');
		expect(figure.sentence).toContain('a value outside the limits');
	});
});
