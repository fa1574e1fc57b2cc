import { sql, type Kysely } from 'kysely';

const DIMENSION =
	'What it is counted by: all, source, theme, kind, year made, organisation kind, region; together, by all of these at once; or all by month, with the first day of the month in place of the day.';

/** The whole once more with months in place of days, so that stretches of days are few rows however full they are. */
export const up = async (db: Kysely<unknown>) => {
	await sql`insert into duty_by_due_date (data_set, dimension, key, clock, due_on, status, n)
		select data_set, 'all by month', '', clock, date_trunc('month', due_on)::date, status, sum(n) from duty_by_due_date
		where dimension = 'all' group by 1, 4, 5, 6 having sum(n) <> 0`.execute(db);
	await sql`insert into fact_count (data_set, dimension, key, fact, value, day, length, n)
		select data_set, 'all by month', '', fact, value, date_trunc('month', day)::date, length, sum(n) from fact_count
		where dimension = 'all' and fact in ('heard', 'originally', 'currently') group by 1, 4, 5, 6, 7 having sum(n) <> 0`.execute(
		db
	);
	for (const table of ['duty_by_due_date', 'fact_count'])
		await sql`comment on column ${sql.ref(`${table}.dimension`)} is ${sql.lit(DIMENSION)}`.execute(db);
};
