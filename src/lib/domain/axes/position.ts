/** What an organisation promised. */
export const POSITIONS = [
	'awaiting response',
	'accepted',
	'accepted in part',
	'accepted in principle',
	'not accepted',
	'not applicable'
] as const;
export type Position = (typeof POSITIONS)[number];
