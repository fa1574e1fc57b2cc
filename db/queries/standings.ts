import { sql, type RawBuilder } from 'kysely';
import { monthOf } from '#lib/domain/day.ts';
import { isNow, type Scope } from '#lib/domain/scope.ts';
import { decode, type StandingCount } from '#lib/domain/standing.ts';
import type { Reading } from '../schema.ts';
import { rollupOf, within } from './narrowed.ts';

/** Both sides of the moves in a relation shaped like the ledger: 1 for a standing entered, -1 for one left. */
const sides = (relation: string, where: RawBuilder<unknown>, sign = 1) => sql`
	select m.effective_on as day, m.to_standing as standing, ${sql.lit(sign)} as n from ${sql.table(relation)} m where m.to_standing is not null and ${where}
	union all
	select m.effective_on, m.from_standing, ${sql.lit(-sign)} from ${sql.table(relation)} m where m.from_standing is not null and ${where}`;

/** Every move of a scope up to its day, as rows of day, standing and n; from the roll-ups where they can answer. */
export const moves = (scope: Scope): RawBuilder<unknown> => {
	const { data_set, as_at, known_at, today } = scope;
	const here = within(scope);
	const inTime = sql`${here} and m.effective_on <= ${as_at}`;
	const rollup = rollupOf(scope.filter);
	if (!rollup)
		return sides('standing_change', known_at ? sql`${inTime} and m.recorded_on <= ${known_at}` : inTime);
	const at = sql`data_set = ${data_set} and dimension = ${rollup.dimension} and key = ${rollup.key}`;
	const known = sql`
		select month as day, standing, n from standing_by_month where ${at} and month < ${monthOf(as_at)}
		union all
		select day, standing, n from standing_by_day where ${at} and day between ${monthOf(as_at)} and ${as_at}
		union all
		${sides('standing_pending', inTime)}`;
	if (!known_at || known_at >= today) return known;
	// What we knew then is what we know now, less what we have learned since.
	return sql`${known} union all ${sides('standing_change', sql`${inTime} and m.recorded_on > ${known_at}`, -1)}`;
};

const nowOf = (scope: Scope, rollup: { dimension: string; key: string }) => sql`
	select standing, n from standing_now where data_set = ${scope.data_set} and dimension = ${rollup.dimension} and key = ${rollup.key}
	union all
	select standing, n from (${sides('standing_pending', within(scope))}) pending`;

/** How many assignments stand how, as at the scope's day. Standings that nobody is in are left out. */
export const count = async (reading: Reading, scope: Scope): Promise<StandingCount[]> => {
	const rollup = rollupOf(scope.filter);
	const from = rollup && isNow(scope) ? nowOf(scope, rollup) : moves(scope);
	const { rows } = await sql<{ standing: number; n: number }>`
		select standing, sum(n)::int as n from (${from}) moves group by standing having sum(n) <> 0 order by standing`.execute(
		reading
	);
	return rows.map(({ standing, n }) => ({ ...decode(standing), n }));
};
