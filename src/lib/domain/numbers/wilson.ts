/** The standard normal deviate that 95 of 100 lie within. */
const Z = 1.959963984540054;

/** Between which shares, 0 to 1, the true one lies with 95 % confidence. */
export type Interval = { from: number; to: number };

/**
 * Wilson's score interval of a share, without continuity correction: right for few cases and for shares near none or all
 * (Newcombe, Statistics in Medicine 1998; 17: 857–72, method 3). `undefined` for a share of nothing.
 */
export const wilson = (numerator: number, denominator: number): Interval | undefined => {
	if (denominator === 0) return undefined;
	const [n, p, z2] = [denominator, numerator / denominator, Z * Z];
	const middle = (2 * n * p + z2) / (2 * (n + z2));
	const reach = (Z * Math.sqrt(z2 + 4 * n * p * (1 - p))) / (2 * (n + z2));
	return { from: Math.max(0, middle - reach), to: Math.min(1, middle + reach) };
};
