/** What the issuer or the board decided about an assignment. */
export const CLOSURES = [
	'open',
	'implemented',
	'implemented by alternative means',
	'superseded',
	'no longer applicable',
	'reconsidered',
	'not implemented'
] as const;
export type Closure = (typeof CLOSURES)[number];
