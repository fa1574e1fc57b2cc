import { sql, type RawBuilder } from 'kysely';
import { monthOf } from '#lib/domain/day.ts';
import { isNow, type Scope } from '#lib/domain/scope.ts';
import { decode, type StandingCount } from '#lib/domain/standing.ts';
import type { Reading } from '../schema.ts';
import { foldedOf, learnedSince, within, type Folded } from './narrowed.ts';

/**
 * Both sides of the moves in a relation shaped like the ledger: 1 for a standing entered, -1 for one left. Moves that are
 * alike are added up first, so that the ledger is gone through once and not sorted; their months are worked out of those.
 */
const sides = (relation: string, where: RawBuilder<unknown>, sign = 1) => sql`
	select date_trunc('month', moved.day::timestamp)::date as month, side.standing, side.n from (
		select m.effective_on as day, m.from_standing, m.to_standing, ${sql.lit(sign)} * count(*) as n
		from ${sql.table(relation)} m where ${where} group by m.effective_on, m.from_standing, m.to_standing
	) moved cross join lateral (values (moved.to_standing, moved.n), (moved.from_standing, -moved.n)) side (standing, n)
	where side.standing is not null`;

/** The moves up to a day that the roll-ups hold: of its month those of the days before it, which today are all. */
const folded = ({ at, around, outside, hasDays }: Folded, scope: Scope): RawBuilder<unknown> => {
	const { as_at } = scope;
	const month = monthOf(as_at);
	const inTime = sql`m.effective_on <= ${as_at}`;
	const months = (when: RawBuilder<unknown>) =>
		sql`select month, standing, n from standing_by_month where ${at} and ${when}`;
	const days = hasDays
		? sql`select ${month}::date, standing, n from standing_by_day where ${at} and day between ${month} and ${as_at}`
		: sql`${sides('standing_change', sql`${around} and m.effective_on between ${month} and ${as_at}`)}
			union all ${sides('standing_pending', sql`${around} and m.effective_on between ${month} and ${as_at}`, -1)}`;
	const kept = isNow(scope)
		? months(sql`month <= ${month}`)
		: sql`${months(sql`month < ${month}`)} union all ${days}`;
	const all = sql`${kept} union all ${sides('standing_pending', sql`${around} and ${inTime}`)}`;
	return outside ? sql`${all} union all ${sides('standing_change', sql`${outside} and ${inTime}`, -1)}` : all;
};

/** Every move of a scope up to its day, as rows of month, standing and n; from the roll-ups where they can answer. */
export const moves = (scope: Scope): RawBuilder<unknown> => {
	const { as_at, known_at, today } = scope;
	const inTime = sql`${within(scope)} and m.effective_on <= ${as_at}`;
	const rollup = foldedOf(scope);
	if (!rollup)
		return sides('standing_change', known_at ? sql`${inTime} and m.recorded_on <= ${known_at}` : inTime);
	const known = folded(rollup, scope);
	if (!known_at || known_at >= today) return known;
	// What we knew then is what we know now, less what we have learned since.
	return sql`${known} union all ${sides('standing_change', sql`${within(scope)} and ${learnedSince(scope, known_at)}`, -1)}`;
};

const nowOf = ({ at, around, outside }: Folded) => {
	const pending = sql`select standing, n from standing_now where ${at}
		union all
		select standing, n from (${sides('standing_pending', around)}) pending`;
	if (!outside) return pending;
	return sql`${pending} union all select standing, n from (${sides('standing_change', outside, -1)}) others`;
};

/** How many assignments stand how, as at the scope's day. Standings that nobody is in are left out. */
export const count = async (reading: Reading, scope: Scope): Promise<StandingCount[]> => {
	const rollup = foldedOf(scope);
	const from = rollup && isNow(scope) ? nowOf(rollup) : moves(scope);
	const { rows } = await sql<{ standing: number; n: number }>`
		select standing, sum(n)::int as n from (${from}) moves group by standing having sum(n) <> 0 order by standing`.execute(
		reading
	);
	return rows.map(({ standing, n }) => ({ ...decode(standing), n }));
};
