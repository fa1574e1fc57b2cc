import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draw, resultOf, SampleChoice } from './sample.ts';

describe('a sample', () => {
	const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 200 });

	it('draws as many as were asked for, each once, and none that did not wait', () => {
		fc.assert(
			fc.property(numbers, fc.integer({ min: 1, max: 250 }), fc.integer(), (waiting, count, seed) => {
				const drawn = draw(waiting, count, seed);
				expect(drawn.length).toBe(Math.min(count, waiting.length));
				expect(new Set(drawn).size).toBe(drawn.length);
				expect(drawn.every((one) => waiting.includes(one))).toBe(true);
			}),
			{ numRuns: 100 }
		);
	});

	it('draws the same again from the same number, in whatever order the claims are given', () => {
		fc.assert(
			fc.property(numbers, fc.integer(), (waiting, seed) => {
				expect(draw(waiting.toReversed(), 5, seed)).toEqual(draw(waiting, 5, seed));
			}),
			{ numRuns: 100 }
		);
		expect(draw([11, 12, 13, 14, 15, 16, 17, 18, 19, 20], 3, 2026)).toEqual([15, 14, 18]);
	});

	it('draws every claim about as often as every other', () => {
		const times = new Map<number, number>();
		for (let seed = 0; seed < 4000; seed += 1)
			for (const one of draw([1, 2, 3, 4, 5, 6, 7, 8], 2, seed)) times.set(one, (times.get(one) ?? 0) + 1);
		// 1000 each is expected; five standard deviations are 137.
		for (const n of times.values()) expect(Math.abs(n - 1000)).toBeLessThan(137);
		expect(times.size).toBe(8);
	});

	it('says nothing before the first check, and then gives the interval', () => {
		expect(resultOf({ waiting: 133, drawn: 20, checked: 0, assured: 0 })).toBeUndefined();
		expect(resultOf({ waiting: 133, drawn: 20, checked: 20, assured: 16 })?.sentence).toBe(
			'16 of 20 claims that were checked could be confirmed. Of all 133 that waited, between 58 and 92 of 100 would be (95 % interval).'
		);
		expect(resultOf({ waiting: 133, drawn: 2, checked: 1, assured: 1 })?.sentence).toBe(
			'1 of 1 claim that were checked could be confirmed. Of all 133 that waited, between 21 and 100 of 100 would be (95 % interval). 1 claim of the sample still to check, so this may change.'
		);
	});

	it('is asked for with a number and a reason', () => {
		expect(SampleChoice.safeParse({ drawn: '20', reason: 'We have two assessors.' }).success).toBe(true);
		expect(SampleChoice.safeParse({ drawn: '201', reason: '' }).error?.issues.length).toBe(2);
	});
});
