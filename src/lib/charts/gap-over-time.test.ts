import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '#lib/domain/standing.ts';
import { gapByMonth, reportedAssuredGap, type GapAt } from '#lib/domain/numbers/gap.ts';
import { assuredRate } from '#lib/domain/numbers/rates.ts';
import { monthEnds } from '#lib/domain/numbers/series.ts';
import { gapOverTime } from './gap-over-time.ts';

const context = { data: 'register', scope: 'everything', as_at: '2026-11-22' } as const;
const at = (month: string, as_at: string, accepted: number, assured: number, ...parts: number[]): GapAt => ({
	month,
	as_at,
	accepted,
	assured,
	parts
});
const NOVEMBER = ['2026-11-01', '2026-11-22'] as const;
const LAST_NOVEMBER = ['2025-11-01', '2025-11-30'] as const;

describe('the gap over time', () => {
	it.each([
		[
			[],
			'Nothing has been accepted yet',
			'No assignment in this selection has been accepted, so there is nothing to compare.'
		],
		[
			[at(...LAST_NOVEMBER, 2, 0, 0, 0, 0), at(...NOVEMBER, 7, 0, 0, 0, 0)],
			'Nothing is said to be done',
			'On 22 November 2026, none of 7 accepted assignments was said to be done. On 30 November 2025, none of 2 accepted assignments was said to be done.'
		],
		[
			[at(...NOVEMBER, 1, 1, 0, 0, 0)],
			'No claim is without its confirmation',
			'On 22 November 2026, 1 of 1 accepted assignment was said to be done and 1 was confirmed: a gap of 0.'
		],
		[
			[at(...LAST_NOVEMBER, 3, 0, 0, 0, 0), at(...NOVEMBER, 158, 107, 20, 4, 2)],
			'The gap between claims and checks has grown by 26 since the end of November 2025',
			'On 22 November 2026, 133 of 158 accepted assignments (84 %) were said to be done and 107 (68 %) were confirmed: a gap of 26. On 30 November 2025, none of 3 accepted assignments was said to be done.'
		],
		[
			[at(...LAST_NOVEMBER, 10, 0, 5, 0, 0), at(...NOVEMBER, 10, 1, 4, 0, 0)],
			'The gap between claims and checks has shrunk by 1 since the end of November 2025',
			'On 22 November 2026, 5 of 10 accepted assignments (50 %) were said to be done and 1 (10 %) was confirmed: a gap of 4. On 30 November 2025, 5 of 10 accepted assignments (50 %) were said to be done and none was confirmed: a gap of 5.'
		],
		[
			[at(...LAST_NOVEMBER, 10, 0, 5, 0, 0), at(...NOVEMBER, 12, 2, 4, 1, 0)],
			'The gap between claims and checks is as wide as at the end of November 2025',
			'On 22 November 2026, 7 of 12 accepted assignments (58 %) were said to be done and 2 (17 %) were confirmed: a gap of 5. On 30 November 2025, 5 of 10 accepted assignments (50 %) were said to be done and none was confirmed: a gap of 5.'
		]
	])('is said in words: %#', (months, title, words) => {
		const figure = gapOverTime(months, context);
		expect(figure.title).toBe(title);
		expect(figure.sentence).toBe(words);
	});

	it('is drawn with a table that has a row for every bar', () => {
		const { config, table } = gapOverTime(
			[at(...LAST_NOVEMBER, 3, 0, 0, 0, 0), at(...NOVEMBER, 158, 107, 20, 4, 2)],
			context
		);
		expect(config!.data.datasets.map(({ label, data }) => [label, data])).toEqual([
			['Confirmed', [0, 107]],
			['Awaiting a check', [0, 20]],
			['Checked and not confirmed', [0, 4]],
			['Lapsed', [0, 2]]
		]);
		expect(table.rows.map(({ gap_percent }) => gap_percent)).toEqual([null, 16.5]);
	});

	it('is at every month what the gap and the assured rate of that day are', () => {
		const change = fc.record({
			month: fc.constantFrom('2025-11-01', '2025-12-01', '2026-02-01'),
			standing: fc.integer({ min: 0, max: 10_583 }),
			n: fc.integer({ min: 1, max: 9 })
		});
		fc.assert(
			fc.property(fc.array(change, { maxLength: 60, minLength: 1 }), (given) => {
				const changes = given.toSorted((a, b) => (a.month < b.month ? -1 : Number(a.month > b.month)));
				const to = '2026-03-20';
				const ends = monthEnds(
					changes.map(({ month, standing, n }) => ({ month, n, ...decode(standing) })),
					{ from: changes[0]!.month, to }
				);
				expect(gapByMonth(changes, to)).toEqual(
					ends.map(({ month, as_at, standings }) => {
						const gap = reportedAssuredGap.compute(standings, { as_at });
						const { numerator: assured } = assuredRate.compute(standings, { as_at });
						return { month, as_at, accepted: gap.denominator, assured, parts: gap.parts.map(({ n }) => n) };
					})
				);
			})
		);
	});
});
