import { sql } from 'kysely';
import { CADENCES, cycleMonths } from '#lib/domain/clock.ts';
import { addDays, type Day } from '#lib/domain/day.ts';
import { FACTS, type FactCount, type FactKind } from '#lib/domain/fact.ts';
import { periodBefore } from '#lib/domain/numbers/on-time.ts';
import { heardDays } from '#lib/domain/numbers/told.ts';
import type { Scope } from '#lib/domain/scope.ts';
import type { Reading } from '../schema.ts';
import { holding } from './folded.ts';

/** The SQL twins of `toldOf` in `domain/numbers/told.ts`: the day that is told of a fact, and whether it counts at all. */
const dayTold = ({ as_at }: Scope) => {
	const days = (of: 'fresh' | 'stale') => {
		const cycles = CADENCES.map((cadence) => {
			const months = cycleMonths(cadence);
			return sql`when ${sql.lit(months)} then ${heardDays(as_at, months)[of]}::date`;
		});
		return sql`case length ${sql.join(cycles, sql` `)} else ${heardDays(as_at, null)[of]}::date end`;
	};
	const [fresh, stale] = [days('fresh'), days('stale')];
	return sql`case when fact in ('originally', 'currently') then ${periodBefore(as_at).to}::date
		when fact <> 'heard' then day when day >= ${fresh} then ${fresh} else ${stale} end`;
};
const isTold = ({ as_at }: Scope) => {
	const { from, to } = periodBefore(as_at);
	return sql`(fact not in ('originally', 'currently') or day between ${from}::date and ${to}::date)`;
};

/** The days before which, or not, the day of a fact lies that is told no finer. */
const bounds = ({ as_at }: Scope): Day[] => {
	const { from, to } = periodBefore(as_at);
	const cycles = [null, ...CADENCES.map((cadence) => cycleMonths(cadence))];
	return [...cycles.map((months) => heardDays(as_at, months).fresh), from, addDays(to, 1)];
};

/**
 * Of how many assignments each fact of some kinds holds, as at the scope's day, as finely as the numbers tell them apart.
 * Facts that hold of none are left out. Put in order at the end alone, where they are few.
 */
export const count = async (
	reading: Reading,
	scope: Scope,
	kinds: readonly FactKind[]
): Promise<FactCount[]> => {
	const which = kinds.length < FACTS.length ? sql`m.fact = any (${kinds}::text[])` : undefined;
	const { rows } = await sql<{
		fact: FactKind;
		value: string;
		days: (Day | null)[];
		lengths: (number | null)[];
		ns: number[];
	}>`
		select * from (
			select fact, value, array_to_json(array_agg(day)) as days, array_to_json(array_agg(length)) as lengths,
				array_to_json(array_agg(n)) as ns from (
					select fact, value, ${dayTold(scope)} as day, length, sum(n)::int as n
					from (${holding('fact', scope, { which, bounds: bounds(scope) })}) facts where ${isTold(scope)}
					group by 3, length, value, fact having sum(n) <> 0
				) counted group by value, fact
		) alike order by fact, value`.execute(reading);
	return rows.flatMap(({ fact, value, days, lengths, ns }) =>
		ns.map((n, index) => ({ fact, value, day: days[index] ?? null, length: lengths[index] ?? null, n }))
	);
};
