import { sql, type RawBuilder } from 'kysely';
import { CLOCKS, type Clock } from '#lib/domain/clock.ts';
import type { Scope } from '#lib/domain/scope.ts';
import type { Reading } from '../schema.ts';
import { holding } from './folded.ts';
import { learnedSince, rollupOf, within } from './narrowed.ts';

const changes = (relation: 'duty_change' | 'duty_pending', where: RawBuilder<unknown>, sign = 1) => sql`
	select m.clock, ${sql.lit(sign)} * m.change as n from ${sql.table(relation)} m where ${where}`;

const overdue = (scope: Scope): RawBuilder<unknown> => {
	const { data_set, as_at, known_at, today } = scope;
	const late = sql`m.status = 'open' and m.due_on < ${as_at}`;
	const rollup = rollupOf(scope.filter);
	if (!rollup) return sql`select clock, n from (${holding('duty', scope, { which: late })}) duties`;
	const known = sql`
		select clock, n from overdue_by_day
			where data_set = ${data_set} and dimension = ${rollup.dimension} and key = ${rollup.key} and day <= ${as_at}
		union all
		${changes('duty_pending', sql`${within(scope)} and ${late} and m.effective_on <= ${as_at}`)}`;
	if (!known_at || known_at >= today) return known;
	// What we knew then is what we know now, less what we have learned since.
	return sql`${known} union all ${changes('duty_change', sql`${within(scope)} and ${late} and ${learnedSince(scope, known_at)}`, -1)}`;
};

/** How many duties of each clock are overdue as at the scope's day. */
export const count = async (reading: Reading, scope: Scope): Promise<Record<Clock, number>> => {
	const { rows } = await sql<{ clock: Clock; n: number }>`
		select clock, sum(n)::int as n from (${overdue(scope)}) overdue group by clock`.execute(reading);
	const of = (clock: Clock) => rows.find((row) => row.clock === clock)?.n ?? 0;
	return Object.fromEntries(CLOCKS.map((clock) => [clock, of(clock)])) as Record<Clock, number>;
};
