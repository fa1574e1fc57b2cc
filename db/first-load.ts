import { sql } from 'kysely';
import { APP_ROLE } from './connection.ts';
import type { Writing } from './schema.ts';

/** What a first load writes most of its rows to. */
const TABLES = ['assignment', 'event', 'standing_change', 'duty_change', 'fact_change'];

/** How something that only looks rows up is taken away, and how it is laid again. */
type Lookup = { away: string; again: string };

/** The references from these tables, and those of their indexes that keep nothing unique. */
const lookups = async (trx: Writing): Promise<Lookup[]> => {
	const ours = sql`any (${TABLES}::text[]::regclass[])`;
	const { rows } = await sql<Lookup>`
		select format('drop index %s', indexrelid::regclass) as away, pg_get_indexdef(indexrelid) as again
		from pg_index join pg_class on pg_class.oid = indrelid
		where indrelid = ${ours} and relkind = 'r' and not indisunique
		union all
		select format('alter table %s drop constraint %I', conrelid::regclass, conname),
			format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
		from pg_constraint where conrelid = ${ours} and contype = 'f' and conparentid = 0`.execute(trx);
	return rows;
};

const asOwner = async (trx: Writing, statements: readonly string[]): Promise<void> => {
	await sql.raw(['set local role none', ...statements, `set local role ${APP_ROLE}`].join('; ')).execute(trx);
};

/**
 * Does the first load of a database of one session, whose tables are empty, without what only looks its rows up: the
 * indexes are filled and the references checked for all rows at once at its end, in a fraction of the time that they take
 * row by row. All in the load's transaction, so that a load that is cut short, or that points at nothing, leaves the
 * database as it was.
 */
export const lookingUpLast = async <T>(trx: Writing, work: () => Promise<T>): Promise<T> => {
	const taken = await lookups(trx);
	await asOwner(
		trx,
		taken.map(({ away }) => away)
	);
	const done = await work();
	await asOwner(
		trx,
		taken.map(({ again }) => again)
	);
	return done;
};
