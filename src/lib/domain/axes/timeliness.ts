/**
 * How one duty stands against its date. Computed by `clock.ts`, never typed. The last is for an event that is only
 * known to have happened by a day after the due date: it may have been in time or late, and is not shown as either.
 */
export const TIMELINESS = [
	'no date set',
	'not due',
	'due soon',
	'overdue',
	'completed on time',
	'completed late',
	'completed, day not known'
] as const;
export type Timeliness = (typeof TIMELINESS)[number];

/** Each value in a line of plain English. */
export const MEANINGS: Record<Timeliness, string> = {
	'no date set': 'Nobody has said by when.',
	'not due': 'There is more than 30 days to go.',
	'due soon': 'It is due within 30 days.',
	overdue: 'The date has passed and it has not happened.',
	'completed on time': 'It happened on or before its date.',
	'completed late': 'It happened, after its date.',
	'completed, day not known': 'It happened, but not known whether in time.'
};
