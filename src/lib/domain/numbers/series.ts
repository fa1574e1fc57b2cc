import { addDays, addMonths, earlier, monthOf, type Day } from '#lib/domain/day.ts';
import { encode, type Standing, type StandingCount } from '#lib/domain/standing.ts';
import type { Definition } from './definition.ts';
import type { Rate } from './number.ts';
import { countStates, type State } from './states.ts';

/** How many assignments, net, entered a standing in a month (its first day): negative when more left it. */
export type StandingChange = StandingCount & { month: Day };

/** How everything stood at the end of a month; the last month may end at the day that was asked about. */
export type MonthEnd = { month: Day; as_at: Day; standings: StandingCount[] };

/**
 * Adds up monthly changes to what stood at the end of each month from `from` to `to`, both days included and months
 * without a change as well. Changes before `from` are where it starts; changes in months after `to` are not counted.
 */
export const monthEnds = (
	changes: readonly StandingChange[],
	{ from, to }: { from: Day; to: Day }
): MonthEnd[] => {
	const inOrder = changes.toSorted((a, b) => (a.month < b.month ? -1 : Number(a.month > b.month)));
	const standing = new Map<number, StandingCount>();
	const ends: MonthEnd[] = [];
	let next = 0;
	for (let month = monthOf(from); month <= to; month = addMonths(month, 1)) {
		for (let change = inOrder[next]; change && change.month <= month; change = inOrder[++next]) {
			const { disposition, position, delivery, assurance, closure } = change;
			const code = encode(change);
			const n = (standing.get(code)?.n ?? 0) + change.n;
			standing.set(code, { disposition, position, delivery, assurance, closure, n });
		}
		ends.push({
			month,
			as_at: earlier(to, addDays(addMonths(month, 1), -1)),
			standings: [...standing.values()].filter(({ n }) => n !== 0)
		});
	}
	return ends;
};

/** The states at the end of one month. `states` is undefined while nothing had been asked: a gap, not a nought. */
export type StatesAt = { month: Day; as_at: Day; states: { state: State; n: number }[] | undefined };

/** Where everything stood, month by month. */
export const statesOverTime = (months: readonly MonthEnd[]): StatesAt[] =>
	months.map(({ month, as_at, standings }) => {
		const states = countStates(standings);
		return { month, as_at, states: states.some(({ n }) => n > 0) ? states : undefined };
	});

/** One number, month by month. */
export const overTime = (number: Definition<Standing>, months: readonly MonthEnd[]): Rate[] =>
	months.map(({ as_at, standings }) => number.compute(standings, { as_at }));
