/** In which order claims can be read: the longest waiting first unless the address says otherwise. */
export const CLAIM_SORTS = ['longest waiting', 'highest priority'] as const;
export type ClaimSort = (typeof CLAIM_SORTS)[number];

/** The order that an address asks for. */
export const sortAsked = (url: URL): ClaimSort =>
	url.searchParams.get('sort') === 'priority' ? 'highest priority' : 'longest waiting';

/** What stands in an address for an order; null for the usual one. */
export const sortParam = (sort: ClaimSort): string | null =>
	sort === 'highest priority' ? 'priority' : null;
