/** What an organisation says that it has done. "No information" is never "not started". */
export const DELIVERIES = [
	'no information',
	'not started',
	'planned',
	'in progress',
	'delivered',
	'on hold',
	'stopped'
] as const;
export type Delivery = (typeof DELIVERIES)[number];
