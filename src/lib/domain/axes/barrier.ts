/** What stands in the way: required when work is put on hold, a date is to be moved, or a recommendation is refused. */
export const BARRIERS = [
	'money',
	'workforce',
	'digital or equipment',
	'estate',
	'training',
	'culture or engagement',
	'competing priorities',
	'unclear recommendation',
	'waiting on a national body',
	'waiting on a supplier',
	'evidence or measurement',
	'other'
] as const;
export type Barrier = (typeof BARRIERS)[number];

/** Each barrier in a line of plain English. */
export const MEANINGS: Record<Barrier, string> = {
	money: 'There is no budget for it, or not enough.',
	workforce: 'There are not enough people, or not the right ones.',
	'digital or equipment': 'A computer system or a piece of equipment is missing or not ready.',
	estate: 'The building or the space does not allow it.',
	training: 'People have not been trained yet.',
	'culture or engagement': 'Those who must take part are not yet behind it.',
	'competing priorities': 'Other work has been put first.',
	'unclear recommendation': 'It is not clear what was asked, or of whom.',
	'waiting on a national body': 'A national body has to act first.',
	'waiting on a supplier': 'A supplier has to deliver first.',
	'evidence or measurement': 'There is no way yet to show whether it works.',
	other: 'Something else. Say what in the reason.'
};
