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

const OUR_TABLES = sql`from pg_class join pg_namespace on pg_namespace.oid = relnamespace
	where nspname in ('public', 'auth') and relkind in ('r', 'p') and not relispartition`;

/** Whether the database has yet to look at some table of ours for the first time. */
export const isUntidy = async (owner: Database): Promise<boolean> => {
	const { rows } = await sql<{ untidy: boolean }>`
		select exists (select ${OUR_TABLES} and reltuples < 0) as untidy`.execute(owner);
	return rows[0]?.untidy ?? false;
};

/**
 * Brings what the query planner knows about our tables up to date, and gives back the room of rows that are gone. One
 * table after another, so that nobody who asks meanwhile waits for all of them; `isOver` ends it early.
 */
export const tidy = async (owner: Database, isOver: () => boolean = () => false): Promise<void> => {
	const { rows } = await sql<{ schema: string; name: string }>`
		select nspname as schema, relname as name ${OUR_TABLES}`.execute(owner);
	for (const { schema, name } of rows) {
		if (isOver()) return;
		await sql`vacuum (analyze) ${sql.id(schema, name)}`.execute(owner);
	}
};
