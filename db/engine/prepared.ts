import type { Pool, PoolClient } from 'pg';
import type { PostgresPool, PostgresPoolClient } from 'kysely';

/** More different statements than the product writes with; those beyond are sent as they are. */
const MOST_NAMES = 500;
/** A prepared statement whose tables have changed since: the connection that holds it is of no more use. */
const OUTDATED = '0A000';

const names = new Map<string, string>();
const nameOf = (text: string): string | undefined => {
	const known = names.get(text);
	if (known || names.size >= MOST_NAMES) return known;
	const name = `followthrough_${names.size}`;
	names.set(text, name);
	return name;
};

const preparing = (client: PoolClient): PostgresPoolClient => {
	let writing = false;
	let outdated: Error | undefined;
	const query = async (text: string, values: readonly unknown[] = []) => {
		const name = writing && values.length > 0 ? nameOf(text) : undefined;
		if (/^(begin|start transaction)\b/.test(text)) writing = true;
		else if (text === 'commit' || text === 'rollback') writing = false;
		try {
			const { command, rowCount, rows } = await client.query({ name, text, values: [...values] });
			return { command, rowCount: rowCount ?? rows.length, rows };
		} catch (error) {
			if (name && (error as { code?: string }).code === OUTDATED) outdated = error as Error;
			throw error;
		}
	};
	return {
		query: query as PostgresPoolClient['query'],
		release: () => client.release(outdated)
	};
};

/**
 * The pool, with what is asked inside a transaction prepared once a connection: a change is a dozen statements that are
 * always the same, and to read and plan them costs more than to run them. Questions outside are planned for their values.
 */
export const prepared = (pool: Pool): PostgresPool => {
	const clients = new WeakMap<PoolClient, PostgresPoolClient>();
	return {
		connect: async () => {
			const client = await pool.connect();
			const known = clients.get(client) ?? preparing(client);
			clients.set(client, known);
			return known;
		},
		end: () => pool.end()
	};
};
