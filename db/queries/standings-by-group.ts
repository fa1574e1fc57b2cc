import { sql, type RawBuilder } from 'kysely';
import { monthOf } from '#lib/domain/day.ts';
import type { OfGroup } from '#lib/domain/numbers/coded-states.ts';
import type { Grouping } from '#lib/domain/numbers/counted.ts';
import { isNow, type Scope } from '#lib/domain/scope.ts';
import type { Reading } from '../schema.ts';
import { learnedSince, rollupOf, within } from './narrowed.ts';

const GROUPS: Record<Grouping, { group: RawBuilder<unknown>; from: RawBuilder<unknown> }> = {
	source: {
		group: sql`s.code`,
		from: sql`join recommendation r on r.id = m.recommendation_id join source s on s.id = r.source_id`
	},
	'organisation kind': { group: sql`o.kind`, from: sql`join organisation o on o.id = m.organisation_id` },
	region: { group: sql`coalesce(o.region, '')`, from: sql`join organisation o on o.id = m.organisation_id` }
};

const ledger = (by: Grouping, relation: string, where: RawBuilder<unknown>, sign: 1 | -1 = 1) => sql`
	select ${GROUPS[by].group} as key, side.standing, ${sql.lit(sign)} * side.n as n from ${sql.table(relation)} m
		${GROUPS[by].from}
		cross join lateral (values (m.to_standing, 1), (m.from_standing, -1)) side(standing, n)
		where side.standing is not null and ${where}`;

const moves = (scope: Scope, by: Grouping): RawBuilder<unknown> => {
	const { data_set, as_at, known_at, today } = scope;
	const inTime = sql`${within(scope)} and m.effective_on <= ${as_at}`;
	if (rollupOf(scope.filter)?.dimension !== 'all')
		return ledger(by, 'standing_change', known_at ? sql`${inTime} and m.recorded_on <= ${known_at}` : inTime);
	const at = sql`data_set = ${data_set} and dimension = ${by}`;
	const known = sql`
		select key, standing, n from standing_by_month where ${at} and month < ${monthOf(as_at)}
		union all
		select key, standing, n from standing_by_day where ${at} and day between ${monthOf(as_at)} and ${as_at}
		union all
		${ledger(by, 'standing_pending', inTime)}`;
	if (!known_at || known_at >= today) return known;
	// What we knew then is what we know now, less what we have learned since.
	return sql`${known} union all ${ledger(by, 'standing_change', sql`${within(scope)} and ${learnedSince(scope, known_at)}`, -1)}`;
};

const now = (scope: Scope, by: Grouping) => sql`
	select key, standing, n from standing_now where data_set = ${scope.data_set} and dimension = ${by}
	union all
	${ledger(by, 'standing_pending', within(scope))}`;

/** How many assignments of each group are in each standing, as at the scope's day, group after group. */
export const codesByGroup = async (reading: Reading, scope: Scope, by: Grouping): Promise<OfGroup[]> => {
	const isWhole = rollupOf(scope.filter)?.dimension === 'all';
	const { rows } = await sql<{ group: string; standings: number[]; ns: number[] }>`
		select key as "group", array_to_json(array_agg(standing)) as standings, array_to_json(array_agg(n)) as ns from (
			select key, standing, sum(n)::int as n from (${isNow(scope) && isWhole ? now(scope, by) : moves(scope, by)}) moves
			group by 1, 2 having sum(n) <> 0) counted group by key order by key`.execute(reading);
	return rows.flatMap(({ group, standings, ns }) =>
		standings.map((standing, index) => ({ group, standing, n: ns[index] ?? 0 }))
	);
};
