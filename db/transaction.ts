import { sql } from 'kysely';
import type { Database, Reading, Writing } from './schema.ts';

/** Who acts: a person by their number, or the installation itself, which has none. */
export type Actor = { id: number | null };

/** Where, and who acts; without a user it is the public. */
export type Acting = { db: Database | Writing; user?: Actor | undefined };

/**
 * Tells the database for the rest of the transaction who acts, so that it can refuse by itself what the code forgot to:
 * nobody reads or writes there what only somebody else may.
 */
export const actAs = async (trx: Writing, { id }: Actor): Promise<void> => {
	const person = id === null ? 'installation' : String(id);
	await sql`set local followthrough.person = ${sql.lit(person)}`.execute(trx);
};

/** Runs the work in one transaction, as whoever acts; joins the one already open when one change calls another. */
export const inTransaction = <T>({ db, user }: Acting, work: (trx: Writing) => Promise<T>): Promise<T> => {
	if (db.isTransaction) return work(db as Writing);
	return db.transaction().execute(async (trx) => {
		if (user) await actAs(trx, user);
		return work(trx);
	});
};

/** Asks as a person, who so sees what is theirs though not public: `readAs(locals, (db) => evidence.list(db, id))`. */
export const readAs = <T>({ db, user }: Acting, ask: (db: Reading) => Promise<T>): Promise<T> => {
	if (db.isTransaction) return ask(db);
	return db
		.transaction()
		.setAccessMode('read only')
		.execute(async (trx) => {
			if (user) await actAs(trx, user);
			return ask(trx);
		});
};

/** The same where many questions must see one and the same moment, whatever is entered between them. */
export const readSteadily = <T>({ db, user }: Acting, ask: (db: Reading) => Promise<T>): Promise<T> => {
	if (db.isTransaction) return ask(db);
	return db
		.transaction()
		.setIsolationLevel('repeatable read')
		.setAccessMode('read only')
		.execute(async (trx) => {
			if (user) await actAs(trx, user);
			return ask(trx);
		});
};

/**
 * Has the statements of this transaction look their rows up in indexes, whatever the tables held when they were planned: a
 * plan that is kept while the tables fill would read the whole of them for every batch, and for every foreign key. That a
 * look-up costs next to nothing keeps a batch from being merged with an index that is walked through from its begin.
 */
export const lookUpInIndexes = async (db: Reading): Promise<void> => {
	await sql`select set_config('enable_seqscan', 'off', true), set_config('random_page_cost', '0.1', true)`.execute(
		db
	);
};

/**
 * Has every statement and foreign key of this session planned anew. While a table is all but empty each of its indexes looks
 * as good as any other, and what was planned then goes on reading half of the table for each row when it has filled.
 */
export const planAnew = async (trx: Writing): Promise<void> => {
	await sql`discard plans`.execute(trx);
};
