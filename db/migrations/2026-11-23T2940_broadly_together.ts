import { sql, type Kysely } from 'kysely';

const DIMENSION =
	'What it is counted by: all, source, theme, kind, year made, organisation kind, region; together, by all of these at once; broadly together, by these without themes and regions; theme together, by theme and kind of organisation; or all by month, with the first day of the month in place of the day.';
const KEY =
	'Which one: the code or the words; where it is counted by several at once, these one after the other, with a line between them.';

const ROLLUPS = {
	standing_by_month: 'month, standing',
	standing_now: 'standing',
	duty_by_due_date: 'clock, due_on, status',
	fact_count: 'fact, value, day, length'
};

const added = (table: string, what: string) =>
	sql.raw(`
	with asked as (
		select *, concat(broad, (
			select string_agg(t.code, ',' order by t.code) from recommendation_theme rt join theme t on t.id = rt.theme_id
			where rt.recommendation_id = each.id), '|') as key
		from (
			select r.id, r.data_set, concat_ws('|', s.code, r.kind, coalesce(r.made_year::text, ''), '') as broad
			from recommendation r join source s on s.id = r.source_id
		) each
	), halves as (
		select distinct data_set, key, 'broadly together' as dimension, broad as half from asked
		union all
		select distinct asked.data_set, asked.key, 'theme together', t.code || '|' from asked
		join recommendation_theme rt on rt.recommendation_id = asked.id join theme t on t.id = rt.theme_id
	), broader as (
		select data_set, h.key || o.key as key, dimension, half || o.kind as name from halves h
		cross join (select distinct kind, kind || '|' || coalesce(region, '') as key from organisation) o
	), named as (
		select *, dense_rank() over (order by data_set, dimension, name) as place from broader
	), counted as materialized (
		select place, ${what}, sum(n) as n from ${table} join named using (data_set, key)
		where ${table}.dimension = 'together' group by place, ${what} having sum(n) <> 0
	)
	insert into ${table} (data_set, dimension, key, ${what}, n)
	select data_set, dimension, name, ${what}, n from counted
	join (select distinct place, data_set, dimension, name from named) names using (place)
	order by place`);

/** What is asked broadly is counted without what tells nearly all apart: themes where none is asked, and regions. */
export const up = async (db: Kysely<unknown>) => {
	for (const [table, what] of Object.entries(ROLLUPS)) {
		await added(table, what).execute(db);
		await sql`comment on column ${sql.ref(`${table}.dimension`)} is ${sql.lit(DIMENSION)}`.execute(db);
		await sql`comment on column ${sql.ref(`${table}.key`)} is ${sql.lit(KEY)}`.execute(db);
	}
};
