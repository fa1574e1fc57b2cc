import type { Pool, PoolClient } from 'pg';
import type { PostgresPool, PostgresPoolClient } from 'kysely';

/** More different statements than the product writes with; those beyond are sent as they are. */
const MOST_NAMES = 500;
/** A prepared statement whose tables have changed since: the connection that holds it is of no more use. */
const OUTDATED = '0A000';

const naming = () => {
	const names = new Map<string, string>();
	return (text: string): string | undefined => {
		const known = names.get(text);
		if (known || names.size >= MOST_NAMES) return known;
		const name = `followthrough_${names.size}`;
		names.set(text, name);
		return name;
	};
};

const BEGINS = /^(begin|start transaction)\b/;

const preparing = (client: PoolClient, nameOf: ReturnType<typeof naming>): PostgresPoolClient => {
	let writing = false;
	/** The begin of a transaction that waits for its first statement. */
	let begin: string | undefined;
	let outdated: Error | undefined;
	const send = async (text: string, values: readonly unknown[]) => {
		const name = writing && values.length > 0 ? nameOf(text) : undefined;
		try {
			const answer = await client.query({ name, text, values: [...values] });
			// Several statements in one text are answered by a list.
			const { command, rowCount, rows } = [answer].flat().at(-1) ?? answer;
			return { command, rowCount: rowCount ?? rows.length, rows };
		} catch (error) {
			if (name && (error as { code?: string }).code === OUTDATED) outdated = error as Error;
			throw error;
		}
	};
	const query = async (text: string, values: readonly unknown[] = []) => {
		if (BEGINS.test(text)) {
			writing = true;
			begin = text;
			return { command: 'BEGIN', rowCount: 0, rows: [] };
		}
		const begins = begin;
		begin = undefined;
		if (text === 'commit' || text === 'rollback') {
			writing = false;
			const ended = { command: text.toUpperCase(), rowCount: 0, rows: [] };
			if (begins) return ended;
			if (text === 'commit') return send(text, values);
			// What cannot even be rolled back is gone with its connection: why it failed is what matters.
			return send(text, values).catch((error: Error) => {
				outdated = error;
				return ended;
			});
		}
		if (begins && values.length === 0) return send(`${begins}; ${text}`, values);
		if (begins) await send(begins, []);
		return send(text, values);
	};
	return {
		query: query as PostgresPoolClient['query'],
		release: () => client.release(outdated)
	};
};

/**
 * The pool, with what is asked inside a transaction prepared once a connection: a change is a dozen statements that are
 * always the same, and to read and plan them costs more than to run them. Questions outside are planned for their values.
 * A transaction begins with its first statement, in the same breath where that has no values: what says who acts has none.
 */
export const prepared = (pool: Pool): PostgresPool => {
	const clients = new WeakMap<PoolClient, PostgresPoolClient>();
	const nameOf = naming();
	return {
		connect: async () => {
			const client = await pool.connect();
			const known = clients.get(client) ?? preparing(client, nameOf);
			clients.set(client, known);
			return known;
		},
		end: () => pool.end()
	};
};
