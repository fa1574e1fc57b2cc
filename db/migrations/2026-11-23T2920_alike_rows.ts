import { sql, type Kysely } from 'kysely';

/**
 * How many different rows the ledgers of duties and facts have, all columns together: without it the planner takes nearly
 * every row for a kind of its own, and sorts hundreds of thousands instead of adding them up.
 */
export const up = async (db: Kysely<unknown>) => {
	await sql`create statistics fact_change_alike (ndistinct) on fact, value, day, length from fact_change`.execute(
		db
	);
	await sql`create statistics duty_change_alike (ndistinct) on clock, due_on, status from duty_change`.execute(
		db
	);
};
