import { sql, type Kysely } from 'kysely';

const SET = 'Whether the row belongs to the real register or to the invented demonstration data.';

/** How much was overdue on any day, without going through everything that has happened since. */
export const up = async (db: Kysely<unknown>) => {
	await sql`create table overdue_by_day (
		data_set text not null check (data_set in ('register', 'demonstration')),
		dimension text not null,
		key text not null,
		clock text not null,
		day date not null,
		n integer not null,
		primary key (data_set, dimension, key, clock, day) include (n)
	)`.execute(db);
	const columns = {
		data_set: SET,
		dimension: 'What it is counted by: all, source, theme, kind, year made, organisation kind, region.',
		key: 'Which one: the code or the words.',
		clock: 'Which of the three clocks.',
		day: 'The day; it may lie ahead, for what becomes overdue then unless something happens.',
		n: 'How many duties become overdue on the day, less those that cease to be.'
	};
	const comments = Object.entries(columns).map(
		([column, sentence]) => sql`comment on column overdue_by_day.${sql.ref(column)} is ${sql.lit(sentence)}; `
	);
	await sql`do $comments$ begin
		comment on table overdue_by_day is 'One row by how many the overdue duties of a clock change on a day.'; ${sql.join(comments, sql``)}
	end $comments$`.execute(db);

	// What is pending is counted when it is folded.
	const change = (relation: string, sign: number) =>
		sql.raw(`select data_set, recommendation_id, organisation_id, clock, greatest(effective_on, due_on + 1) as day, ${sign} * change as n
			from ${relation} where status = 'open' and due_on is not null`);
	await sql`insert into overdue_by_day (data_set, dimension, key, clock, day, n)
		select m.data_set, d.dimension, d.key, m.clock, m.day, sum(m.n) from (
			select data_set, recommendation_id, organisation_id, clock, day, sum(n) as n
			from (${change('duty_change', 1)} union all ${change('duty_pending', -1)}) changes group by 1, 2, 3, 4, 5 having sum(n) <> 0
		) m
		join recommendation r on r.id = m.recommendation_id join source s on s.id = r.source_id
		join organisation o on o.id = m.organisation_id
		cross join lateral (
			select 'all' as dimension, '' as key
			union all select 'source', s.code
			union all select 'kind', r.kind
			union all select 'year made', r.made_year::text where r.made_year is not null
			union all select 'theme', t.code from recommendation_theme rt join theme t on t.id = rt.theme_id where rt.recommendation_id = r.id
			union all select 'organisation kind', o.kind
			union all select 'region', coalesce(o.region, '')
		) d
		group by 1, 2, 3, 4, 5 having sum(m.n) <> 0`.execute(db);
};
