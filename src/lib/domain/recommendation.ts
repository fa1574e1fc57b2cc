/** What sort of ask it is. */
export const RECOMMENDATION_KINDS = ['recommendation', 'safety action', 'requirement', 'alert', 'observation'] as const;
export type RecommendationKind = (typeof RECOMMENDATION_KINDS)[number];

/** A recommendation's own state: the roll-up of its assignments, never typed. In the order of a road that is travelled. */
export const STAGES = [
	'nobody asked by name',
	'no reply found',
	'refused',
	'accepted',
	'under way',
	'said to be done',
	'confirmed'
] as const;
export type Stage = (typeof STAGES)[number];

/**
 * A reference as it stands in a web address: `R/2022/188` is `R-2022-188`. Letters, digits, dots and hyphens stay;
 * anything else becomes one hyphen.
 */
export const slugOf = (reference: string): string =>
	reference
		.normalize('NFKD')
		.replace(/[^A-Za-z0-9.]+/g, '-')
		.replace(/^-+|-+$/g, '');
