/** What the oversight board decided about a recommendation. */
export const DISPOSITIONS = ['untriaged', 'adopted', 'merged', 'deferred', 'declined', 'superseded'] as const;
export type Disposition = (typeof DISPOSITIONS)[number];
