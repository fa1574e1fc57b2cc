import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '#lib/domain/fact.ts';
import { byMonth, cumulativeIncidence, ENDS, medianOf, waitsOf, type Waits } from './time-to-assured.ts';

const waits = (...rows: [days: number, outcome: Outcome, n?: number][]): Waits =>
	rows.map(([days, outcome, n = 1]) => ({ days, outcome, n }));

describe('time to a confirmation', () => {
	// The worked example of R's package survival, by Therneau: tests/testci.R, "First trivial test", with its own states
	// 1 and 2 as confirmed and refused. It gives these probabilities and numbers at risk.
	it('is what R’s survfit gives for its own example, worked by hand', () => {
		const steps = cumulativeIncidence(
			waits(
				[1, 'open'],
				[2, 'confirmed'],
				[2, 'open'],
				[3, 'refused'],
				[3, 'open'],
				[3, 'refused'],
				[5, 'open'],
				[6, 'refused']
			)
		);
		expect(steps.map(({ days }) => days)).toEqual([1, 2, 3, 5, 6]);
		expect(steps.map(({ at_risk }) => at_risk)).toEqual([8, 7, 5, 2, 1]);
		const expected = [
			[1, 0, 0],
			[6 / 7, 1 / 7, 0],
			[18 / 35, 1 / 7, 12 / 35],
			[18 / 35, 1 / 7, 12 / 35],
			[0, 1 / 7, 6 / 7]
		];
		for (const [index, [open, confirmed, refused]] of expected.entries()) {
			expect(steps[index]?.open).toBeCloseTo(open ?? NaN, 12);
			expect(steps[index]?.ended.confirmed).toBeCloseTo(confirmed ?? NaN, 12);
			expect(steps[index]?.ended.refused).toBeCloseTo(refused ?? NaN, 12);
		}
	});

	const anyWaits = fc.array(
		fc.record({
			outcome: fc.constantFrom<Outcome[]>('open', ...ENDS),
			days: fc.nat(60),
			n: fc.integer({ min: 1, max: 4 })
		}),
		{ minLength: 1, maxLength: 40 }
	);

	it('adds up to all, never falls, and lies at or below one minus Kaplan–Meier', () => {
		fc.assert(
			fc.property(anyWaits, (some) => {
				let before = 0;
				let kaplanMeier = 1;
				for (const { days, at_risk, open, ended } of cumulativeIncidence(some)) {
					expect(open + ended.confirmed + ended.refused + ended['ended otherwise']).toBeCloseTo(1, 9);
					expect(ended.confirmed).toBeGreaterThanOrEqual(before - 1e-12);
					before = ended.confirmed;
					const confirmed = some.filter((wait) => wait.days === days && wait.outcome === 'confirmed');
					kaplanMeier *= 1 - confirmed.reduce((sum, { n }) => sum + n, 0) / at_risk;
					expect(ended.confirmed).toBeLessThanOrEqual(1 - kaplanMeier + 1e-9);
				}
			}),
			{ numRuns: 100 }
		);
	});

	it('is the plain share when nothing is cut short', () => {
		const some = waits([30, 'confirmed', 20], [100, 'refused', 10], [200, 'confirmed', 10]);
		expect(cumulativeIncidence(some).at(-1)?.ended.confirmed).toBeCloseTo(0.75, 12);
		expect(medianOf(some)).toBe(30);
		expect(medianOf(waits([30, 'confirmed', 9], [100, 'open', 11]))).toBeUndefined();
	});

	it('stops where fewer than ten are watched', () => {
		const months = byMonth(waits([100, 'confirmed', 5], [400, 'open', 9]), 60);
		expect(months.map(({ at_risk }) => at_risk)).toEqual([14, 14, 14, 14]);
		expect(byMonth(waits([400, 'open', 9]), 60)).toEqual([]);
	});

	it('reads waits from facts: what is open waits until the day asked about', () => {
		expect(
			waitsOf(
				[
					{ fact: 'open', value: '', day: '2026-11-01', length: null, n: 3 },
					{ fact: 'ended', value: 'refused', day: null, length: 40, n: 2 },
					{ fact: 'heard', value: '', day: '2026-11-01', length: null, n: 3 }
				],
				'2026-11-22'
			)
		).toEqual(waits([21, 'open', 3], [40, 'refused', 2]));
	});
});
