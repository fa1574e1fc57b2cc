import type { RefusalKind } from '#lib/domain/refusal.ts';

/** What a refusal is to a browser or a program. */
export const STATUS_OF: Record<RefusalKind, 403 | 404 | 409> = {
	'not-found': 404,
	'not-allowed': 403,
	'not-possible': 409
};
