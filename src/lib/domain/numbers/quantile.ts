/** So many of one length. */
export type Length = { length: number; n: number };

/**
 * The length that a share of all do not exceed, from counts by length. Where the share falls between two it is their
 * mean: the second definition of Hyndman and Fan (The American Statistician 1996; 50: 361–5), R's `type = 2`.
 * `undefined` of nothing.
 */
export const quantile = (lengths: readonly Length[], share: number): number | undefined => {
	const inOrder = lengths.filter(({ n }) => n > 0).sort((a, b) => a.length - b.length);
	const rank = share * inOrder.reduce((sum, { n }) => sum + n, 0);
	let before = 0;
	for (const [index, { length, n }] of inOrder.entries()) {
		before += n;
		// 0.9 × 10 is 9.000000000000002 in some lengths: what is a whole rank counts as one.
		if (Math.abs(before - rank) < 1e-9) return (length + (inOrder[index + 1]?.length ?? length)) / 2;
		if (before > rank) return length;
	}
	return undefined;
};
