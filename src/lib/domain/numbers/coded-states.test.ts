import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decode } from '#lib/domain/standing.ts';
import { monthEnds, statesOverTime } from './series.ts';
import { statesByMonth, statesByGroup } from './coded-states.ts';
import { countStates } from './states.ts';

const change = fc.record({
	month: fc.constantFrom('2025-11-01', '2025-12-01', '2026-02-01', '2026-03-01'),
	standing: fc.integer({ min: 0, max: 10_583 }),
	n: fc.integer({ min: 0, max: 9 })
});

it('comes to the same month by month as adding up every standing', () => {
	fc.assert(
		fc.property(
			fc.array(change, { maxLength: 60 }),
			fc.constantFrom('2025-12-31', '2026-03-20'),
			(given, to) => {
				const changes = given.toSorted((a, b) => (a.month < b.month ? -1 : Number(a.month > b.month)));
				const from = changes[0]?.month;
				const slow = from
					? statesOverTime(
							monthEnds(
								changes.map(({ month, standing, n }) => ({ month, n, ...decode(standing) })),
								{ from, to }
							)
						)
					: [];
				const asCounts = (states: Record<string, number> | null) =>
					states ? Object.entries(states).map(([state, n]) => ({ state, n })) : undefined;
				expect(
					statesByMonth(changes, to).map(({ month, as_at, states }) => ({
						month,
						as_at,
						states: asCounts(states)
					}))
				).toEqual(slow);
			}
		)
	);
});

it('is nothing before the first change', () => {
	expect(statesByMonth([], '2026-01-01')).toEqual([]);
});

it('counts the states of all and of each group as adding up their standings does', () => {
	const counted = fc.record({
		group: fc.constantFrom('A', 'B', 'C'),
		standing: fc.integer({ min: 0, max: 10_583 }),
		n: fc.integer({ min: 1, max: 9 })
	});
	fc.assert(
		fc.property(fc.array(counted, { maxLength: 60 }), (given) => {
			const { groups, base, states } = statesByGroup(given);
			const slow = (rows: typeof given) =>
				Object.fromEntries(
					countStates(rows.map(({ standing, n }) => ({ n, ...decode(standing) }))).map(({ state, n }) => [
						state,
						n
					])
				);
			expect(states).toEqual(slow(given));
			expect(base).toBe(Object.values(states).reduce((sum, n) => sum + n, 0));
			for (const { group, states } of groups)
				expect(states).toEqual(slow(given.filter((row) => row.group === group)));
		})
	);
});
