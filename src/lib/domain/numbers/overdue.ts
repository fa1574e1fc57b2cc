import { AGE_BANDS, CLOCKS, type AgeBand, type Clock } from '#lib/domain/clock.ts';
import { share, type Definition } from './definition.ts';
import { met, owed, pastResponseDate, undated, type Duty, type DutyCount } from './duties.ts';
import { count } from './population.ts';

const perClock = <V>(make: (clock: Clock) => V): Record<Clock, V> => ({
	response: make('response'),
	action: make('action'),
	evidence: make('evidence')
});

const NAMES: Record<Clock, string> = { response: 'responses', action: 'actions', evidence: 'evidence' };

/** Answered, late or in time, out of the base whose response date has passed. */
export const responseRate: Definition<Duty> = share({
	id: 'response-rate',
	name: 'Response rate',
	in_plain_words: 'Of the assignments that should have been answered by now, the share that was.',
	which: {
		...met,
		name: 'responded',
		means: 'The organisation has said whether it accepts, in time or late.'
	},
	of: pastResponseDate,
	authority:
		'Our own. The dates come from the rule of each source, such as 90 days for HSSIB and 56 days for coroners.'
});

/** Overdue ÷ open with a date, for each clock. */
export const overdueRate: Record<Clock, Definition<Duty>> = perClock((clock) =>
	share({
		id: `overdue-rate-${clock}`,
		name: `Overdue rate, ${NAMES[clock]}`,
		in_plain_words: `Of the ${NAMES[clock]} still owed with a date, the share that is past it.`,
		which: owed(clock).overdue,
		of: owed(clock).dated,
		authority:
			'Our own. No percentage complete softens it, and what was late stays “completed late” for ever.'
	})
);

/** The share of what is still open that has no date, and so can never be overdue. It stands beside every overdue rate. */
export const undatedShare: Record<Clock, Definition<Duty>> = perClock((clock) =>
	share({
		id: `no-date-set-${clock}`,
		name: `No date set, ${NAMES[clock]}`,
		in_plain_words: `Of the ${NAMES[clock]} still owed, the share for which nobody has set a date.`,
		which: undated,
		of: owed(clock).open,
		authority: 'Our own. Without it, the easiest way never to be late would be to set no date.'
	})
);

/** How many open duties of a clock are overdue, by how long, the shortest first: every age, also where it is none. */
export const agesOverdue = (duties: readonly DutyCount[], clock: Clock): { age: AgeBand; n: number }[] => {
	const { overdue } = owed(clock);
	const ofAge = (age: AgeBand) => duties.filter(({ band }) => band === age);
	return AGE_BANDS.map((age) => ({ age, n: count(ofAge(age), overdue) }));
};

/** How many duties of each clock are overdue. */
export const overdueOf = (duties: readonly DutyCount[]): Record<Clock, number> =>
	perClock((clock) => count(duties, owed(clock).overdue));

/** The overdue and undated definitions in the order in which they are read. */
export const OVERDUE = CLOCKS.flatMap((clock) => [overdueRate[clock], undatedShare[clock]]);
