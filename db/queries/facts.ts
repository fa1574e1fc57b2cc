import { sql, type RawBuilder } from 'kysely';
import { CADENCES, cycleMonths } from '#lib/domain/clock.ts';
import type { Day } from '#lib/domain/day.ts';
import type { FactCount, FactKind } from '#lib/domain/fact.ts';
import { periodBefore } from '#lib/domain/numbers/on-time.ts';
import { heardDays } from '#lib/domain/numbers/told.ts';
import { isNow, type Scope } from '#lib/domain/scope.ts';
import type { Reading } from '../schema.ts';
import { rollupOf, within } from './narrowed.ts';

const changes = (relation: string, where: RawBuilder<unknown>, sign: 1 | -1 = 1) =>
	sql`select m.fact, m.value, m.day, m.length, ${sql.lit(sign)} * m.change as n from ${sql.table(relation)} m where ${where}`;

const facts = (scope: Scope, kinds: readonly FactKind[]): RawBuilder<unknown> => {
	const { data_set, as_at, known_at } = scope;
	const here = sql`${within(scope)} and m.fact = any (${kinds}::text[])`;
	const rollup = rollupOf(scope.filter);
	if (!rollup) {
		const inTime = sql`${here} and m.effective_on <= ${as_at}`;
		return changes('fact_change', known_at ? sql`${inTime} and m.recorded_on <= ${known_at}` : inTime);
	}
	const now = sql`
		select fact, value, day, length, n from fact_count
			where data_set = ${data_set} and dimension = ${rollup.dimension} and key = ${rollup.key} and fact = any (${kinds}::text[])
		union all
		${changes('fact_pending', here)}`;
	if (isNow(scope)) return now;
	// As it was then is as it is now, less what has happened or been learned since.
	const since = known_at
		? sql`${here} and (m.effective_on > ${as_at} or m.recorded_on > ${known_at})`
		: sql`${here} and m.effective_on > ${as_at}`;
	return sql`${now} union all ${changes('fact_change', since, -1)}`;
};

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
	return sql`case when fact <> 'heard' then day when day >= ${fresh} then ${fresh} else ${stale} end`;
};
const isTold = ({ as_at }: Scope) => {
	const { from, to } = periodBefore(as_at);
	return sql`(fact not in ('originally', 'currently') or day between ${from}::date and ${to}::date)`;
};

/**
 * Of how many assignments each fact of some kinds holds, as at the scope's day, as finely as the numbers tell them apart.
 * Facts that hold of none are left out.
 */
export const count = async (
	reading: Reading,
	scope: Scope,
	kinds: readonly FactKind[]
): Promise<FactCount[]> => {
	const { rows } = await sql<{
		fact: FactKind;
		value: string;
		days: (Day | null)[];
		lengths: (number | null)[];
		ns: number[];
	}>`
		select fact, value, array_to_json(array_agg(day)) as days, array_to_json(array_agg(length)) as lengths,
			array_to_json(array_agg(n)) as ns from (
				select fact, value, ${dayTold(scope)} as day, length, sum(n)::int as n
				from (${facts(scope, kinds)}) facts where ${isTold(scope)}
				group by 1, 2, 3, 4 having sum(n) <> 0
			) counted group by fact, value order by fact, value`.execute(reading);
	return rows.flatMap(({ fact, value, days, lengths, ns }) =>
		ns.map((n, index) => ({ fact, value, day: days[index] ?? null, length: lengths[index] ?? null, n }))
	);
};
