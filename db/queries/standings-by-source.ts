import { sql, type RawBuilder } from 'kysely';
import { monthOf } from '#lib/domain/day.ts';
import { isNow, type Scope } from '#lib/domain/scope.ts';
import type { Reading } from '../schema.ts';
import { rollupOf, within } from './narrowed.ts';

const ledger = (relation: string, where: RawBuilder<unknown>, sign: 1 | -1 = 1) => sql`
	select s.code as source, side.standing, ${sql.lit(sign)} * side.n as n from ${sql.table(relation)} m
		join recommendation r on r.id = m.recommendation_id join source s on s.id = r.source_id
		cross join lateral (values (m.to_standing, 1), (m.from_standing, -1)) side(standing, n)
		where side.standing is not null and ${where}`;

const moves = (scope: Scope): RawBuilder<unknown> => {
	const { data_set, as_at, known_at, today } = scope;
	const here = within(scope);
	const inTime = sql`${here} and m.effective_on <= ${as_at}`;
	if (rollupOf(scope.filter)?.dimension !== 'all')
		return ledger('standing_change', known_at ? sql`${inTime} and m.recorded_on <= ${known_at}` : inTime);
	const at = sql`data_set = ${data_set} and dimension = 'source'`;
	const known = sql`
		select key as source, standing, n from standing_by_month where ${at} and month < ${monthOf(as_at)}
		union all
		select key, standing, n from standing_by_day where ${at} and day between ${monthOf(as_at)} and ${as_at}
		union all
		${ledger('standing_pending', inTime)}`;
	if (!known_at || known_at >= today) return known;
	// What we knew then is what we know now, less what we have learned since.
	return sql`${known} union all ${ledger('standing_change', sql`${inTime} and m.recorded_on > ${known_at}`, -1)}`;
};

const now = (scope: Scope) => sql`
	select key as source, standing, n from standing_now where data_set = ${scope.data_set} and dimension = 'source'
	union all
	${ledger('standing_pending', within(scope))}`;

/** How many assignments of each source are in a standing, by the number that the standing is kept under. */
export type OfSource = { source: string; standing: number; n: number };

/** How many assignments of each source stand how, as at the scope's day, source after source. */
export const codesBySource = async (reading: Reading, scope: Scope): Promise<OfSource[]> => {
	const isWhole = rollupOf(scope.filter)?.dimension === 'all';
	const { rows } = await sql<{ counts: [string, number, number][] }>`
		select coalesce(json_agg(json_build_array(source, standing, n) order by source), '[]') as counts from (
			select source, standing, sum(n)::int as n from (${isNow(scope) && isWhole ? now(scope) : moves(scope)}) moves
			group by 1, 2 having sum(n) <> 0) counted`.execute(reading);
	return (rows[0]?.counts ?? []).map(([source, standing, n]) => ({ source, standing, n }));
};
