import { sql, type Kysely } from 'kysely';

/** Progress is asked by the year in which something was made: the roll-ups count by it, too. */
export const up = async (db: Kysely<unknown>) => {
	const year = `join recommendation r on r.id = m.recommendation_id where r.made_year is not null`;
	const side = (relation: string, standing: string, n: number) =>
		sql.raw(
			`select m.data_set, r.made_year::text as key, m.effective_on as day, m.${standing} as standing, ${n} as n from ${relation} m ${year} and m.${standing} is not null`
		);
	// What is pending is counted when it is folded.
	await sql`insert into standing_by_day (data_set, dimension, key, day, standing, n)
		select data_set, 'year made', key, day, standing, sum(n) from (
			${side('standing_change', 'to_standing', 1)} union all ${side('standing_change', 'from_standing', -1)}
			union all ${side('standing_pending', 'to_standing', -1)} union all ${side('standing_pending', 'from_standing', 1)}
		) moves group by 1, 3, 4, 5 having sum(n) <> 0`.execute(db);
	await sql`insert into standing_by_month (data_set, dimension, key, month, standing, n)
		select data_set, dimension, key, date_trunc('month', day)::date, standing, sum(n) from standing_by_day
		where dimension = 'year made' group by 1, 2, 3, 4, 5`.execute(db);
	await sql`insert into standing_now (data_set, dimension, key, standing, n)
		select data_set, dimension, key, standing, sum(n) from standing_by_day where dimension = 'year made' group by 1, 2, 3, 4`.execute(
		db
	);
	const duty = (relation: string, sign: number) =>
		sql.raw(
			`select m.data_set, r.made_year::text as key, m.clock, m.due_on, m.status, ${sign} * m.change as n from ${relation} m ${year}`
		);
	await sql`insert into duty_by_due_date (data_set, dimension, key, clock, due_on, status, n)
		select data_set, 'year made', key, clock, due_on, status, sum(n) from (
			${duty('duty_change', 1)} union all ${duty('duty_pending', -1)}
		) moves group by 1, 3, 4, 5, 6 having sum(n) <> 0`.execute(db);

	const dimension = 'What it is counted by: all, source, theme, kind, year made, organisation kind, region.';
	for (const table of ['standing_by_month', 'standing_by_day', 'standing_now', 'duty_by_due_date'])
		await sql`comment on column ${sql.ref(`${table}.dimension`)} is ${sql.lit(dimension)}`.execute(db);
};
