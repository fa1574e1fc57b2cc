import { CLOCKS, type Clock, type DutyStatus } from '#lib/domain/clock.ts';
import { addDays, addMonths, type Day } from '#lib/domain/day.ts';
import { clockAndStatus, type FactCount } from '#lib/domain/fact.ts';
import { share, type Definition } from './definition.ts';
import { everything, narrow, type Counted, type Part } from './population.ts';

/** A duty whose date lay in the period, and how it stands against that date. */
export type Due = { clock: Clock; status: DutyStatus };
export type DueCount = Due & Counted;

/** How many months of dates the on-time rate looks at. */
export const PERIOD_MONTHS = 12;

/** The dates that count on a day, both ends included: of the year before it, and passed. */
export const periodBefore = (as_at: Day): { from: Day; to: Day } => ({
	from: addMonths(as_at, -PERIOD_MONTHS),
	to: addDays(as_at, -1)
});

/**
 * Duties by the dates that were set first, from those by the dates that hold now: a duty whose date was moved leaves
 * the period of the new one and enters that of the old one.
 */
export const byFirstDate = (
	current: readonly DueCount[],
	facts: readonly FactCount[],
	{ from, to }: { from: Day; to: Day }
): DueCount[] => {
	const counts = new Map(current.map(({ clock, status, n }) => [clockAndStatus(clock, status), n]));
	for (const { fact, value, day, n } of facts) {
		if ((fact !== 'originally' && fact !== 'currently') || !day || day < from || day > to) continue;
		counts.set(value, (counts.get(value) ?? 0) + (fact === 'originally' ? n : -n));
	}
	return [...counts]
		.filter(([, n]) => n !== 0)
		.map(([key, n]) => {
			const [clock, status] = key.split('|') as [Clock, DutyStatus];
			return { clock, status, n };
		});
};

const inTime: Part<Due> = {
	name: 'done in time',
	means: 'What the date was set for happened on that day or before.',
	holds: ({ status }) => status === 'met in time'
};
const dayNotKnown: Part<Due> = {
	name: 'done on a day that is not known',
	means:
		'It is only known to have happened by some day after the date, so nobody can say whether it was late.',
	holds: ({ status }) => status === 'met, day not known'
};

const NAMES: Record<Clock, string> = { response: 'responses', action: 'actions', evidence: 'evidence' };

const due = (clock: Clock, which: string) =>
	narrow(
		everything<Due>({
			name: `${which} in the past ${PERIOD_MONTHS} months`,
			means:
				`${NAMES[clock]} of the base with that date in the ${PERIOD_MONTHS} months before the day, met or not.`.replace(
					/^./,
					(letter) => letter.toUpperCase()
				),
			holds: (row) => row.clock === clock
		}),
		{
			name: `${which} in the past ${PERIOD_MONTHS} months`,
			means: 'Of these, those of which it is known whether they were in time.',
			without: [dayNotKnown]
		}
	);

const perClock = <V>(make: (clock: Clock) => V): Record<Clock, V> => ({
	response: make('response'),
	action: make('action'),
	evidence: make('evidence')
});

/** Done by the date that was set first, out of all that was due by then in the past year. */
export const onTimeRate: Record<Clock, Definition<Due>> = perClock((clock) =>
	share({
		id: `on-time-rate-${clock}`,
		name: `On time, ${NAMES[clock]}`,
		in_plain_words: `Of the ${NAMES[clock]} first due in the past year, the share that was there by that first date.`,
		which: inTime,
		of: due(clock, 'first due'),
		authority: 'Our own. The first date is kept for ever, so that moving a date makes nobody punctual.'
	})
);

/** The same by the dates that hold now, after more time was granted. */
export const onTimeByCurrentDate: Record<Clock, Definition<Due>> = perClock((clock) =>
	share({
		id: `on-time-by-current-date-${clock}`,
		name: `On time by the current date, ${NAMES[clock]}`,
		in_plain_words: `Of the ${NAMES[clock]} due in the past year, the share that was there by the date that holds now.`,
		which: inTime,
		of: due(clock, 'due'),
		authority: 'Our own. It stands beside the rate by the first date and never alone.'
	})
);

/** Both in the order in which they are read. */
export const ON_TIME = CLOCKS.flatMap((clock) => [onTimeRate[clock], onTimeByCurrentDate[clock]]);
