import { isDueSoon, type Clock } from './clock.ts';
import { daysBetween, inWords, type Day } from './day.ts';
import { countOf } from './numbers/in-words.ts';
import type { Timeliness } from './axes/timeliness.ts';

type Dates = { [C in Clock as `${C}_due_on` | `${C}_due_originally_on`]: Day | null } & {
	overdue_since: Day | null;
	next_due_on: Day | null;
	closure: string;
	position: string;
};

const REFUSED: readonly string[] = ['not accepted', 'not applicable'];

/** `41 days late`; from two years on in whole years, which say more than thousands of days. */
const lateInWords = (since: Day, today: Day): string => {
	const years =
		Number(today.slice(0, 4)) - Number(since.slice(0, 4)) - (today.slice(5) < since.slice(5) ? 1 : 0);
	return years < 2
		? `${countOf(daysBetween(since, today), 'day')} late`
		: `over ${countOf(years, 'year')} late`;
};

/** How an assignment stands against its dates, for its tag: the value of the axis, and what to write on it. */
export const dueInWords = (dates: Dates, today: Day): { value: Timeliness; label: string } | undefined => {
	if (dates.overdue_since) return { value: 'overdue', label: lateInWords(dates.overdue_since, today) };
	if (dates.next_due_on) {
		if (!isDueSoon(dates.next_due_on, today))
			return { value: 'not due', label: `due ${inWords(dates.next_due_on)}` };
		const days = daysBetween(today, dates.next_due_on);
		return { value: 'due soon', label: days === 0 ? 'due today' : `due in ${countOf(days, 'day')}` };
	}
	const dated = dates.response_due_on ?? dates.action_due_on ?? dates.evidence_due_on;
	const isOver = dates.closure !== 'open' || REFUSED.includes(dates.position);
	return dated === null && !isOver ? { value: 'no date set', label: 'no date set' } : undefined;
};

/** How far the latest date has slipped, in words; undefined when no date has moved. */
export const slipInWords = (dates: Dates): string | undefined => {
	const moved = (['evidence', 'action', 'response'] as const)
		.map((clock) => ({ from: dates[`${clock}_due_originally_on`], to: dates[`${clock}_due_on`] }))
		.find(({ from, to }) => from !== null && to !== null && from !== to);
	if (!moved?.from || !moved.to) return undefined;
	const days = daysBetween(moved.from, moved.to);
	return days > 0
		? `moved by ${countOf(days, 'day')} from ${inWords(moved.from)}`
		: `brought forward by ${countOf(-days, 'day')} from ${inWords(moved.from)}`;
};
