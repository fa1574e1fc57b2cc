import { sql } from 'kysely';
import type { Database, Writing } from './schema.ts';
import { inTransaction } from './transaction.ts';

/** The number of the advisory lock that lets only one process set the database up at a time. */
const SETTING_UP = 7_046_103;

/** Runs the work as the installation, in one transaction, while no other process sets the same database up; the others wait their turn. */
export const setUpAlone = <T>(db: Database, work: (trx: Writing) => Promise<T>): Promise<T> =>
	inTransaction({ db, user: { id: null } }, async (trx) => {
		await sql`select pg_advisory_xact_lock(${SETTING_UP}::bigint)`.execute(trx);
		return work(trx);
	});

/** Brings what the query planner knows about our tables up to date, and gives back the room of rows that are gone. */
export const tidy = async (owner: Database): Promise<void> => {
	const { rows } = await sql<{ schema: string; name: string }>`
		select nspname as schema, relname as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
		where nspname in ('public', 'auth') and relkind in ('r', 'p') and not relispartition`.execute(owner);
	await sql`vacuum (analyze) ${sql.join(rows.map(({ schema, name }) => sql.id(schema, name)))}`.execute(
		owner
	);
};
