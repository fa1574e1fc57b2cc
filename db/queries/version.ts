import { sql } from 'kysely';
import type { Reading } from '../schema.ts';

/**
 * What the database has seen, as one text: the same text means that every question still has the same answer. It costs
 * no table. `undefined` on a replica while something is half copied, when nobody can tell.
 */
export const version = async (reading: Reading): Promise<string | undefined> => {
	const { rows } = await sql<{ seen: string | null }>`
		select case when pg_is_in_recovery() and pg_snapshot_xmin(now) <> pg_snapshot_xmax(now) then null else now::text end as seen
		from pg_current_snapshot() now`.execute(reading);
	return rows[0]?.seen ?? undefined;
};

const identities = new WeakMap<Reading, Promise<string>>();

/** Which database cluster it is: no other has the same number, and a copy of its files keeps it. */
export const identity = (reading: Reading): Promise<string> => {
	const known = identities.get(reading);
	if (known) return known;
	const asked = sql<{ id: string }>`select system_identifier::text as id from pg_control_system()`
		.execute(reading)
		.then(({ rows }) => rows[0]?.id ?? '');
	asked.catch(() => identities.delete(reading));
	identities.set(reading, asked);
	return asked;
};
