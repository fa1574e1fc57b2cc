import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantile } from './quantile.ts';

const each = (lengths: number[]) => lengths.map((length) => ({ length, n: 1 }));

describe('a quantile', () => {
	it('is R’s of type 2: quantile(1:10, c(.5, .9), type = 2) is 5.5 and 9.5', () => {
		const ten = each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
		expect([quantile(ten, 0.5), quantile(ten, 0.9)]).toEqual([5.5, 9.5]);
	});

	// Altman DG. Practical Statistics for Medical Research (1991), 3.4.2: the median of an odd number is the middle one.
	it('is the middle one of an odd number, and the mean of the middle two of an even one', () => {
		expect(quantile(each([7, 1, 3]), 0.5)).toBe(3);
		expect(quantile(each([7, 1, 3, 5]), 0.5)).toBe(4);
	});

	it('counts each length as often as it occurs, and is none of nothing', () => {
		fc.assert(
			fc.property(
				fc.array(fc.record({ length: fc.nat(400), n: fc.nat(5) })),
				fc.constantFrom(0.1, 0.5, 0.9),
				(lengths, share) => {
					const all = lengths.flatMap(({ length, n }) => each(Array.from({ length: n }, () => length)));
					const found = quantile(lengths, share);
					expect(found).toEqual(quantile(all, share));
					if (found === undefined) {
						expect(all).toHaveLength(0);
						return;
					}
					const below = all.filter(({ length }) => length < found).length;
					const upTo = all.filter(({ length }) => length <= found).length;
					expect(below).toBeLessThanOrEqual(share * all.length + 1e-9);
					expect(upTo).toBeGreaterThanOrEqual(share * all.length - 1e-9);
				}
			),
			{ numRuns: 100 }
		);
	});
});
