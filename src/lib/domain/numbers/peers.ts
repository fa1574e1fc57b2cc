/** How much an organisation accepted, and how much of that somebody independent confirmed. */
export type Peer = { code: string; name: string; accepted: number; assured: number };

/** How wide the limits are: by chance alone 1 in 20 lies outside the inner, and 1 in 500 outside the outer ones. */
export const INNER = 1.96;
export const OUTER = 3.09;

/**
 * Between which shares an organisation with so many cases lies when nothing but chance tells it from the others, whose
 * share in all is `centre`: centre ± z √(centre (1 − centre) ÷ n), held within 0 and 1. These are the limits of a
 * binomial funnel plot (Spiegelhalter, Statistics in Medicine 2005;24:1185–1202); a share lies outside them just when
 * the Wilson interval around it leaves the centre out.
 */
export const limitsAround = (centre: number, n: number, z: number): { lower: number; upper: number } => {
	const reach = z * Math.sqrt((centre * (1 - centre)) / n);
	return { lower: Math.max(0, centre - reach), upper: Math.min(1, centre + reach) };
};

/** On which side of the limits a peer lies; within them, nothing but chance need tell it from the others. */
export const sideOf = (
	{ accepted, assured }: Pick<Peer, 'accepted' | 'assured'>,
	centre: number,
	z: number
): 'above' | 'within' | 'below' => {
	const { lower, upper } = limitsAround(centre, accepted, z);
	const share = assured / accepted;
	return share > upper ? 'above' : share < lower ? 'below' : 'within';
};

/** The share of all peers together; undefined when none of them accepted anything. */
export const centreOf = (peers: readonly Peer[]): number | undefined => {
	const accepted = peers.reduce((sum, peer) => sum + peer.accepted, 0);
	return accepted === 0 ? undefined : peers.reduce((sum, { assured }) => sum + assured, 0) / accepted;
};
