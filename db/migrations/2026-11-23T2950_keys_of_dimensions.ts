import { sql, type Kysely } from 'kysely';

/**
 * That a key tells its dimension: without it the planner takes the thousands of rows of the whole for a few, and sorts them
 * instead of adding them up.
 */
export const up = async (db: Kysely<unknown>) => {
	for (const table of ['standing_by_month', 'duty_by_due_date', 'fact_count'])
		await sql`create statistics ${sql.ref(`${table}_keys`)} (dependencies) on dimension, key from ${sql.table(table)}`.execute(
			db
		);
};
