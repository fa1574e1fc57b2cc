import type { Database, Writing } from './schema.ts';

/** Runs the work in one transaction; joins the one already open when one change calls another. */
export const inTransaction = <T>(db: Database | Writing, work: (trx: Writing) => Promise<T>): Promise<T> =>
	db.isTransaction ? work(db as Writing) : db.transaction().execute(work);
