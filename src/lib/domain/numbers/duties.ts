import { MEANINGS, type AgeBand, type Clock, type DutyStatus } from '#lib/domain/clock.ts';
import { everything, narrow, type Counted, type Part } from './population.ts';

/** Where a due date lies as at a day, whether or not the duty has been met since. */
export type Band = 'no date set' | 'not due' | 'due soon' | AgeBand;

/** What duties are counted by: the clock, where its date lies, and whether it was met. */
export type Duty = { clock: Clock; band: Band; status: DutyStatus };

/** How many duties of the base are alike. */
export type DutyCount = Duty & Counted;

export const met: Part<Duty> = {
	name: 'already met',
	means: 'What the date was set for has happened, in time or late.',
	holds: ({ status }) => status !== 'open'
};
export const undated: Part<Duty> = {
	name: 'no date set',
	means: 'Nobody has set a date, so it can never be overdue. It is counted apart and always shown.',
	holds: ({ band }) => band === 'no date set'
};
const notYetDue: Part<Duty> = {
	name: 'not yet due',
	means: 'The date is the day itself or lies after it.',
	holds: ({ band }) => band === 'not due' || band === 'due soon'
};

/** The duties of one clock, narrowed to those still open, those with a date, and those past it. */
export const owed = (clock: Clock) => {
	const every = everything<Duty>({
		name: `every ${clock} duty`,
		means: `One for each assignment whose ${clock} clock runs. What meets it: ${MEANINGS[clock]}`,
		holds: (duty) => duty.clock === clock
	});
	const open = narrow(every, { name: 'open', means: 'Not met, and still owed.', without: [met] });
	const dated = narrow(open, {
		name: 'open with a date',
		means: 'Not met, still owed, and with a due date.',
		without: [undated]
	});
	const overdue = narrow(dated, {
		name: 'overdue',
		means: 'Open from 00:00, UK time, on the day after the due date. Being on hold does not stop the clock.',
		without: [notYetDue]
	});
	return { every, open, dated, overdue };
};

/** Responses that should have been there by now, whether they are or not: what a response rate is a share of. */
export const pastResponseDate = narrow(owed('response').every, {
	name: 'past its response date',
	means: 'Assignments of the base whose response was due before the day.',
	without: [undated, notYetDue]
});
