import fc from 'fast-check';
import { expect, it } from 'vitest';
import { centreOf, INNER, limitsAround, sideOf } from './peers.ts';

/** Wilson's interval (1927), as Newcombe writes it (Statistics in Medicine 1998;17:857–872, method 3). */
const wilson = (n: number, of: number, z: number) => {
	const p = n / of;
	const middle = 2 * of * p + z * z;
	const reach = z * Math.sqrt(z * z + 4 * of * p * (1 - p));
	return { lower: (middle - reach) / (2 * (of + z * z)), upper: (middle + reach) / (2 * (of + z * z)) };
};

it('puts limits around the share of all that narrow as there is more to count', () => {
	expect(limitsAround(0.2, 100, INNER)).toEqual({
		lower: expect.closeTo(0.1216, 4) as number,
		upper: expect.closeTo(0.2784, 4) as number
	});
	expect(limitsAround(0.02, 4, INNER).lower).toBe(0);
	expect(limitsAround(0.5, 1, INNER).upper).toBe(1);
});

it('is outside just when the Wilson interval leaves the share of all out', () => {
	expect(wilson(81, 263, INNER).lower).toBeCloseTo(0.2553, 4);
	expect(wilson(81, 263, INNER).upper).toBeCloseTo(0.3662, 4);
	const counted = fc
		.integer({ min: 1, max: 400 })
		.chain((accepted) =>
			fc.record({ accepted: fc.constant(accepted), assured: fc.integer({ min: 0, max: accepted }) })
		);
	fc.assert(
		fc.property(counted, fc.integer({ min: 1, max: 999 }), (peer, thousandths) => {
			const centre = thousandths / 1000;
			const { lower, upper } = wilson(peer.assured, peer.accepted, INNER);
			// On the limit itself the last figure of a sum decides.
			fc.pre(Math.abs(centre - lower) > 1e-9 && Math.abs(centre - upper) > 1e-9);
			expect(sideOf(peer, centre, INNER)).toBe(
				centre < lower ? 'above' : centre > upper ? 'below' : 'within'
			);
		})
	);
});

it('weighs each by how much it accepted, and knows no share of nothing', () => {
	const peer = (accepted: number, assured: number) => ({ code: 'A', name: 'A', accepted, assured });
	expect(centreOf([peer(1, 1), peer(9, 0)])).toBe(0.1);
	expect(centreOf([peer(0, 0)])).toBeUndefined();
});
