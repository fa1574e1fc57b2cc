import { sql, type Kysely } from 'kysely';

const DIMENSION =
	'What it is counted by: all, source, theme, kind, year made, organisation kind, region; or together, by all of these at once.';
const KEY =
	'Which one: the code or the words; of together the source, kind, year, themes, kind of organisation and region, one after the other.';

/**
 * By all dimensions at once; numbers stand for the two halves of the key while it is added up. What is pending is taken
 * off: it is counted when it is folded.
 */
const counted = (what: string, folded: string) =>
	sql.raw(`
	with asked as (
		select id, data_set, key, dense_rank() over (order by data_set, key)::int as place from (
			select r.id, r.data_set, concat_ws('|', s.code, r.kind, coalesce(r.made_year::text, ''), coalesce((
				select string_agg(t.code, ',' order by t.code) from recommendation_theme rt join theme t on t.id = rt.theme_id
				where rt.recommendation_id = r.id), ''), '') as key from recommendation r join source s on s.id = r.source_id) asked
	), bodies as (
		select id, key, dense_rank() over (order by key)::int as place
		from (select o.id, o.kind || '|' || coalesce(o.region, '') as key from organisation o) bodies
	), counted as materialized (
		select a.place as asked, b.place as body, ${what}, sum(m.n) as n from (${folded}) m
		join asked a on a.id = m.recommendation_id join bodies b on b.id = m.organisation_id
		group by a.place, b.place, ${what} having sum(m.n) <> 0
	)
	select a.data_set, 'together', a.key || b.key, ${what}, n from counted
	join (select distinct place, data_set, key from asked) a on a.place = asked
	join (select distinct place, key from bodies) b on b.place = body`);

const changes = (ledger: string, what: string) =>
	['change', 'pending']
		.map(
			(relation) =>
				`select recommendation_id, organisation_id, ${what}, ${relation === 'change' ? '' : '-'}change as n from ${ledger}_${relation}`
		)
		.join(' union all ');

const sides = ['change', 'pending']
	.flatMap((relation) =>
		['to', 'from'].map(
			(side) => `select recommendation_id, organisation_id, date_trunc('month', effective_on)::date as month,
				${side}_standing as standing, ${(relation === 'change') === (side === 'to') ? 1 : -1} as n
				from standing_${relation} where ${side}_standing is not null`
		)
	)
	.join(' union all ');

/** Two filters that meet are answered from the roll-ups too: one dimension more, of all the others at once. */
export const up = async (db: Kysely<unknown>) => {
	await sql`insert into standing_by_month (data_set, dimension, key, month, standing, n)
		${counted('month, standing', sides)}`.execute(db);
	await sql`insert into standing_now (data_set, dimension, key, standing, n)
		select data_set, dimension, key, standing, sum(n) from standing_by_month
		where dimension = 'together' group by 1, 2, 3, 4 having sum(n) <> 0`.execute(db);
	await sql`insert into duty_by_due_date (data_set, dimension, key, clock, due_on, status, n)
		${counted('clock, due_on, status', changes('duty', 'clock, due_on, status'))}`.execute(db);
	await sql`insert into fact_count (data_set, dimension, key, fact, value, day, length, n)
		${counted('fact, value, day, length', changes('fact', 'fact, value, day, length'))}`.execute(db);

	for (const table of ['standing_now', 'standing_by_month', 'duty_by_due_date', 'fact_count']) {
		await sql`comment on column ${sql.ref(`${table}.dimension`)} is ${sql.lit(DIMENSION)}`.execute(db);
		await sql`comment on column ${sql.ref(`${table}.key`)} is ${sql.lit(KEY)}`.execute(db);
	}
};
