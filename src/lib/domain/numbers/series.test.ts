import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { addMonths } from '#lib/domain/day.ts';
import { decode } from '#lib/domain/standing.ts';
import { base, reportedRate } from './rates.ts';
import { monthEnds, overTime, statesOverTime, type StandingChange } from './series.ts';
import { countStates, STATES } from './states.ts';
import { standings } from './worked-example.ts';

const change = (month: string, n: number, said: Parameters<typeof standings>[1] = {}): StandingChange => ({
	...standings(n, said),
	month
});

// Ten are asked in January; four accept in March, three of which deliver in May.
const CHANGES: StandingChange[] = [
	change('2026-03-01', -4),
	change('2026-03-01', 4, { position: 'accepted' }),
	change('2026-01-01', 10),
	change('2026-05-01', -3, { position: 'accepted' }),
	change('2026-05-01', 3, { position: 'accepted', delivery: 'delivered' })
];

describe('month by month', () => {
	it('adds up what changed, in months without a change as well', () => {
		const months = monthEnds(CHANGES, { from: '2026-01-15', to: '2026-05-20' });
		expect(months.map(({ as_at }) => as_at)).toEqual([
			'2026-01-31',
			'2026-02-28',
			'2026-03-31',
			'2026-04-30',
			'2026-05-20'
		]);
		expect(
			overTime(reportedRate, months).map(({ numerator, denominator }) => [numerator, denominator])
		).toEqual([
			[0, 0],
			[0, 0],
			[0, 4],
			[0, 4],
			[3, 4]
		]);
	});

	it('starts from what happened before it', () => {
		const [first] = monthEnds(CHANGES, { from: '2026-04-01', to: '2026-04-30' });
		expect(first?.standings).toEqual([standings(6), standings(4, { position: 'accepted' })]);
	});

	it('has a gap, not a nought, while nothing had been asked', () => {
		const months = statesOverTime(monthEnds(CHANGES, { from: '2025-12-01', to: '2026-01-31' }));
		expect(months.map(({ states }) => states?.find(({ state }) => state === 'no response')?.n)).toEqual([
			undefined,
			10
		]);
	});

	it('puts each assignment of the base in one state, whatever changes', () => {
		const changes = fc.array(
			fc
				.record({
					code: fc.integer({ min: 0, max: 10_583 }),
					n: fc.integer({ min: 1, max: 50 }),
					after: fc.integer({ min: 0, max: 14 })
				})
				.map(({ code, n, after }) => ({ ...decode(code), n, month: addMonths('2025-09-01', after) }))
		);
		fc.assert(
			fc.property(changes, (rows) => {
				const months = monthEnds(rows, { from: '2025-10-01', to: '2026-11-22' });
				for (const { standings, as_at } of months) {
					const states = countStates(standings);
					expect(states.map(({ state }) => state)).toEqual(STATES);
					expect(states.reduce((total, { n }) => total + n, 0)).toBe(
						base.compute(standings, { as_at }).numerator
					);
				}
				expect(months.at(-1)?.standings.reduce((total, { n }) => total + n, 0)).toBe(
					rows.reduce((total, { n }) => total + n, 0)
				);
			})
		);
	});
});
