import type { Mine } from '#db/queries/my-work.ts';
import { dutiesOf, timeliness, type Clock } from '#lib/domain/clock.ts';
import { daysBetween, inWords, type Day } from '#lib/domain/day.ts';

const OWED: Record<Clock, string> = { response: 'Reply', action: 'Action', evidence: 'Evidence' };

const days = (n: number) => `${n} ${n === 1 ? 'day' : 'days'}`;

/** How far off a due date is: `41 days late`, `today`, `in 12 days`. */
export const farOff = (due_on: Day, today: Day): string => {
	const left = daysBetween(today, due_on);
	if (left < 0) return `${days(-left)} late`;
	return left === 0 ? 'today' : `in ${days(left)}`;
};

/** The dates of an assignment that are still to be kept, the earliest first, as a person reads them. */
export const datesOf = (assignment: Parameters<typeof dutiesOf>[0], today: Day) =>
	dutiesOf(assignment)
		.flatMap(({ clock, due_on, status }) => (status === 'open' && due_on ? [{ clock, due_on, status }] : []))
		.sort((a, b) => (a.due_on < b.due_on ? -1 : 1))
		.map(({ clock, due_on, status }) => ({
			clock,
			due_on,
			timeliness: timeliness({ due_on, status }, today),
			text: `${OWED[clock]} due ${inWords(due_on)}`,
			off: farOff(due_on, today)
		}));

/** One assignment as a card shows it: the ask, what was said last, the next date. */
export const cardOf = (assignment: Mine, today: Day) => ({
	id: assignment.id,
	plain_summary: assignment.plain_summary,
	reference: assignment.reference,
	source: assignment.source,
	organisation: assignment.organisation,
	position: assignment.position,
	delivery: assignment.delivery,
	assurance: assignment.assurance,
	claimed: assignment.claimed_on !== null,
	last_said: assignment.last_said,
	updated: assignment.updated_on ? inWords(assignment.updated_on) : undefined,
	next: datesOf(assignment, today)[0]
});
export type Shown = ReturnType<typeof cardOf>;
