import { sql, type RawBuilder } from 'kysely';
import { monthOf } from '#lib/domain/day.ts';
import type { FactCount, FactKind } from '#lib/domain/fact.ts';
import { MOST_BY_GROUP, type SplitCounted, type WaitSplit } from '#lib/domain/numbers/counted.ts';
import type { Split } from '#lib/domain/filter.ts';
import { isNow, type Scope } from '#lib/domain/scope.ts';
import type { Reading } from '../schema.ts';
import { learnedSince, rollupOf, within } from './narrowed.ts';

/** The facts of which a wait is made. */
const WAITS: readonly FactKind[] = ['open', 'ended'];

/** Into which group a row `m` of a ledger falls; one row becomes several where its recommendation has several themes. */
const GROUPS: Record<Split, RawBuilder<unknown>> = {
	theme: sql`join recommendation_theme rt on rt.recommendation_id = m.recommendation_id
		join lateral (select t.code as key from theme t where t.id = rt.theme_id) g on true`,
	'organisation kind': sql`join lateral (select o.kind as key from organisation o where o.id = m.organisation_id) g on true`,
	region: sql`join lateral (select coalesce(o.region, '') as key from organisation o where o.id = m.organisation_id) g on true`
};

const isWhole = (scope: Scope) => rollupOf(scope.filter)?.dimension === 'all';

const facts = (scope: Scope, by: WaitSplit): RawBuilder<unknown> => {
	const { data_set, as_at, known_at } = scope;
	const ledger = (relation: string, where: RawBuilder<unknown>, sign: 1 | -1 = 1) => sql`
		select g.key, m.fact, m.value, m.day, m.length, ${sql.lit(sign)} * m.change as n
		from ${sql.table(relation)} m ${GROUPS[by]} where ${within(scope)} and m.fact = any (${WAITS}::text[]) and ${where}`;
	if (!isWhole(scope)) {
		const inTime = sql`m.effective_on <= ${as_at}`;
		return ledger('fact_change', known_at ? sql`${inTime} and m.recorded_on <= ${known_at}` : inTime);
	}
	const now = sql`
		select key, fact, value, day, length, n from fact_count
			where data_set = ${data_set} and dimension = ${by} and fact = any (${WAITS}::text[])
		union all ${ledger('fact_pending', sql`true`)}`;
	if (isNow(scope)) return now;
	// As it was then is as it is now, less what has happened or been learned since.
	const since = known_at
		? sql`(m.effective_on > ${as_at} or m.recorded_on > ${known_at})`
		: sql`m.effective_on > ${as_at}`;
	return sql`${now} union all ${ledger('fact_change', since, -1)}`;
};

/** The waits of each theme or kind of organisation, as facts, by the names of the groups. */
const waits = async (reading: Reading, scope: Scope, by: WaitSplit): Promise<SplitCounted['waits']> => {
	const { rows } = await sql<{
		name: string;
		facts: [FactKind, string, string | null, number | null, number][];
	}>`
		select coalesce(t.name, key) as name, json_agg(json_build_array(fact, value, day, length, n)) as facts from (
			select key, fact, value, day, length, sum(n)::int as n from (${facts(scope, by)}) facts
			group by 1, 2, 3, 4, 5 having sum(n) <> 0) counted
		left join theme t on ${by} = 'theme' and t.code = key
		group by 1 order by 1`.execute(reading);
	return rows.map(({ name, facts }) => ({
		name,
		facts: facts.map(([fact, value, day, length, n]): FactCount => ({ fact, value, day, length, n }))
	}));
};

const moves = (scope: Scope): RawBuilder<unknown> => {
	const { data_set, as_at, known_at, today } = scope;
	const inTime = sql`m.effective_on <= ${as_at}`;
	const ledger = (relation: string, where: RawBuilder<unknown>, sign: 1 | -1 = 1) => sql`
		select g.key, m.effective_on as day, side.standing, ${sql.lit(sign)} * side.n as n
		from ${sql.table(relation)} m ${GROUPS.region}
		cross join lateral (values (m.to_standing, 1), (m.from_standing, -1)) side(standing, n)
		where side.standing is not null and ${within(scope)} and ${where}`;
	if (!isWhole(scope))
		return ledger('standing_change', known_at ? sql`${inTime} and m.recorded_on <= ${known_at}` : inTime);
	const at = sql`data_set = ${data_set} and dimension = 'region'`;
	const known = sql`
		select key, month as day, standing, n from standing_by_month where ${at} and month < ${monthOf(as_at)}
		union all
		select key, day, standing, n from standing_by_day where ${at} and day between ${monthOf(as_at)} and ${as_at}
		union all ${ledger('standing_pending', inTime)}`;
	if (!known_at || known_at >= today) return known;
	// What we knew then is what we know now, less what we have learned since.
	return sql`${known} union all ${ledger('standing_change', learnedSince(scope, known_at), -1)}`;
};

/** How many assignments of each region entered (net) each standing in each month, months in their order. */
const months = async (reading: Reading, scope: Scope): Promise<SplitCounted['months']> => {
	const { rows } = await sql<{ name: string; changes: [string, number, number][] }>`
		select key as name, json_agg(json_build_array(month, standing, n) order by month) as changes from (
			select key, date_trunc('month', day)::date as month, standing, sum(n)::int as n from (${moves(scope)}) moves
			group by 1, 2, 3 having sum(n) <> 0) monthly
		group by 1 order by 1`.execute(reading);
	return rows.map(({ name, changes }) => ({
		name,
		changes: changes.map(([month, standing, n]) => ({ month, standing, n }))
	}));
};

/**
 * What a figure is drawn from that is split by theme, kind of organisation or region. Undefined where more is chosen than
 * can be looked at one by one; `n` is how many assignments that is. The whole is counted beforehand.
 */
export const counted = async (
	reading: Reading,
	scope: Scope,
	{ by, n }: { by: Split; n: number }
): Promise<SplitCounted | undefined> => {
	if (!isWhole(scope) && n > MOST_BY_GROUP) return undefined;
	return by === 'region'
		? { by, waits: [], months: await months(reading, scope) }
		: { by, waits: await waits(reading, scope, by), months: [] };
};
