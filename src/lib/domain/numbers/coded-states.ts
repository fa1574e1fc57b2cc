import { addDays, addMonths, earlier, type Day } from '#lib/domain/day.ts';
import { decode } from '#lib/domain/standing.ts';
import { stateOf, STATES, type State } from './states.ts';

/** How many assignments, net, entered a standing in a month; the standing as the number it is kept under. */
export type CodedChange = { month: Day; standing: number; n: number };

/** How many assignments of a group (a source, a region) are in a standing, by the number that it is kept under. */
export type OfGroup = { group: string; standing: number; n: number };

/** The states at the end of one month, by name. `states` is null while nothing had been asked: a gap, not a nought. */
export type MonthInStates = {
	month: Day;
	as_at: Day;
	base: number;
	states: Record<State, number> | null;
};

/** How many assignments are in each state, also where it is none; they add up to the base. */
export type InStates = { base: number; states: Record<State, number> };

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

const nobody = (): number[] => STATES.map(() => 0);

const add = (counts: number[], place: number, n: number) => {
	if (place !== OUTSIDE) counts[place] = (counts[place] ?? 0) + n;
};

/** How many are in each place at the end of a month; the last month may end at the day that was asked about. */
export type PlacesAt = { month: Day; as_at: Day; counts: number[] };

/**
 * What stood in each place at the end of each month from the first change to a day, from changes in the order of their
 * months: one pass. `placeOf` says in which of so many places a standing counts, and -1 that it counts in none.
 */
export const placesByMonth = (
	changes: readonly CodedChange[],
	to: Day,
	{ places, placeOf }: { places: number; placeOf: (standing: number) => number }
): PlacesAt[] => {
	const counts = Array.from({ length: places }, () => 0);
	const months: PlacesAt[] = [];
	let next = 0;
	const first = changes[0]?.month;
	if (first === undefined) return months;
	for (let month = first; month <= to; month = addMonths(month, 1)) {
		for (let change = changes[next]; change && change.month <= month; change = changes[++next]) {
			add(counts, placeOf(change.standing), change.n);
		}
		const as_at = earlier(to, addDays(addMonths(month, 1), -1));
		months.push({ month, as_at, counts: [...counts] });
	}
	return months;
};

const inStates = (counts: number[]): InStates => {
	const states = {} as Record<State, number>;
	let base = 0;
	for (let place = 0; place < STATES.length; place += 1) {
		const n = counts[place] ?? 0;
		states[STATES[place] as State] = n;
		base += n;
	}
	return { base, states };
};

/**
 * The states at the end of each month from the first change to a day. The same as `statesOverTime` of `monthEnds`, added
 * up by state alone and not by standing.
 */
export const statesByMonth = (changes: readonly CodedChange[], to: Day): MonthInStates[] =>
	placesByMonth(changes, to, { places: STATES.length, placeOf }).map(({ month, as_at, counts }) => {
		const isEmpty = counts.every((n) => n <= 0);
		return { month, as_at, ...(isEmpty ? { base: 0, states: null } : inStates(counts)) };
	});

/** The states of all and of each group, from how many of each group are in each standing, group after group. */
export const statesByGroup = (
	counted: readonly OfGroup[]
): InStates & { groups: ({ group: string } & InStates)[] } => {
	const all = nobody();
	const groups = new Map<string, number[]>();
	for (const { group, standing, n } of counted) {
		let counts = groups.get(group);
		if (!counts) groups.set(group, (counts = nobody()));
		const place = placeOf(standing);
		add(counts, place, n);
		add(all, place, n);
	}
	return {
		...inStates(all),
		groups: [...groups].map(([group, counts]) => ({ group, ...inStates(counts) }))
	};
};
