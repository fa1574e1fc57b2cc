import { describe, expect, it } from 'vitest';
import { wilson } from './wilson.ts';

describe('the interval of a share', () => {
	// Newcombe RG. Two-sided confidence intervals for the single proportion: comparison of seven methods.
	// Statistics in Medicine 1998; 17: 857–72, table I, method 3.
	it.each([
		[81, 263, 0.2553, 0.3662],
		[15, 148, 0.0624, 0.1605],
		[0, 20, 0, 0.1611],
		[1, 29, 0.0061, 0.1718]
	])('is Newcombe’s published one for %i of %i', (numerator, denominator, from, to) => {
		const interval = wilson(numerator, denominator);
		expect(interval?.from).toBeCloseTo(from, 4);
		expect(interval?.to).toBeCloseTo(to, 4);
	});

	it('ends where all is, and is none of nothing', () => {
		expect(wilson(7, 7)?.to).toBe(1);
		expect(wilson(0, 0)).toBeUndefined();
	});
});
