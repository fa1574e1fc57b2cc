import { addDays, addMonths, earlier, type Day } from '#lib/domain/day.ts';
import { decode } from '#lib/domain/standing.ts';
import { stateOf, STATES, type State } from './states.ts';

/** How many assignments, net, entered a standing in a month; the standing as the number it is kept under. */
export type CodedChange = { month: Day; standing: number; n: number };

/** The states at the end of one month, by name. `states` is null while nothing had been asked: a gap, not a nought. */
export type MonthInStates = { month: Day; as_at: Day; base: number; states: Record<State, number> | null };

const OUTSIDE = -1;
const places = new Map<number, number>();

/** Where among the states a standing counts, worked out once for each; outside when it is not of the base. */
const placeOf = (code: number): number => {
	const known = places.get(code);
	if (known !== undefined) return known;
	const state = stateOf(decode(code));
	const place = state ? STATES.indexOf(state) : OUTSIDE;
	places.set(code, place);
	return place;
};

/**
 * The states at the end of each month from the first change to a day, from changes in the order of their months. The same
 * as `statesOverTime` of `monthEnds`, added up by state alone and not by standing: one pass over the changes.
 */
export const statesByMonth = (changes: readonly CodedChange[], to: Day): MonthInStates[] => {
	const counts = STATES.map(() => 0);
	const months: MonthInStates[] = [];
	let next = 0;
	const first = changes[0]?.month;
	if (first === undefined) return months;
	for (let month = first; month <= to; month = addMonths(month, 1)) {
		for (let change = changes[next]; change && change.month <= month; change = changes[++next]) {
			const place = placeOf(change.standing);
			if (place !== OUTSIDE) counts[place] = (counts[place] ?? 0) + change.n;
		}
		const base = counts.reduce((sum, n) => sum + n, 0);
		const states = Object.fromEntries(STATES.map((state, place) => [state, counts[place] ?? 0]));
		months.push({
			month,
			as_at: earlier(to, addDays(addMonths(month, 1), -1)),
			base,
			states: counts.some((n) => n > 0) ? (states as Record<State, number>) : null
		});
	}
	return months;
};
