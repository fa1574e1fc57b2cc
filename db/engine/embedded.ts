import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { lockFolder } from './folder-lock.ts';

/** A failed statement, with the fields by which `pg` names its errors too. */
class DatabaseError extends Error {
	constructor(failure: { message: string }) {
		super(failure.message);
		Object.assign(this, failure);
	}
}

type Waiting = { go: () => void };
type Reply = { id: number; result?: unknown; failure?: { message: string } };

export type EmbeddedEngine = {
	/** A pool whose every statement runs under the role, or under the owner when none is given. */
	pool: (role?: string) => PostgresPool;
	/** The whole database as bytes, to start another one from. */
	dump: () => Promise<Uint8Array>;
	close: () => Promise<void>;
};

/** Where a database lies, and what it begins as if it is new. */
export type Beginning = { folder?: string; dump?: Uint8Array; original?: string | undefined };

const PATIENCE_MS = 30_000;

/**
 * Embedded Postgres in a worker thread. `folder` keeps it between starts (and is locked to this process);
 * without one it lives in memory. A new one begins as a copy of the folder `original`, where there is one. It has one
 * session, so transactions take turns: whoever uses `db` inside a transaction waits for itself, and is told so after 30
 * seconds.
 */
export const openEmbedded = (options: Beginning): EmbeddedEngine => {
	if (options.folder) mkdirSync(dirname(options.folder), { recursive: true });
	const unlock = options.folder ? lockFolder(options.folder) : () => {};
	const worker = new Worker(new URL('./embedded-worker.js', import.meta.url), {
		workerData: options,
		execArgv: []
	});

	const calls = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
	let lastId = 0;
	let gone: Error | undefined;
	const fail = (error: Error) => {
		gone ??= error;
		for (const call of calls.values()) call.reject(gone);
		calls.clear();
	};
	worker.on('message', ({ id, result, failure }: Reply) => {
		const call = calls.get(id);
		calls.delete(id);
		if (failure) call?.reject(new DatabaseError(failure));
		else call?.resolve(result as never);
	});
	worker.on('error', fail);
	worker.on('exit', () => fail(new Error('The embedded database has been closed.')));
	const call = <T>(verb: string, ask?: unknown) =>
		new Promise<T>((resolve, reject) => {
			if (gone) return reject(gone);
			lastId += 1;
			calls.set(lastId, { resolve, reject });
			worker.postMessage({ id: lastId, verb, ask });
		});

	type Result = { rows: unknown[]; affectedRows?: number };
	const run = (text: string, values: readonly unknown[] = []) => call<Result>('query', { text, values });

	let busy = false;
	let sessionRole: string | undefined;
	const queue: Waiting[] = [];
	const next = () => {
		const waiting = queue.shift();
		if (waiting) waiting.go();
		else busy = false;
	};

	const client = (): PostgresPoolClient => {
		let released = false;
		return {
			query: (async (text: string, values?: readonly unknown[]) => {
				const { rows, affectedRows } = await run(text, values);
				const command = text.trimStart().split(/\s/, 1)[0]?.toUpperCase();
				return { command, rowCount: affectedRows ?? rows.length, rows };
			}) as PostgresPoolClient['query'],
			release: () => {
				if (released) return;
				released = true;
				next();
			}
		};
	};

	const take = () =>
		new Promise<void>((resolve, reject) => {
			if (!busy) {
				busy = true;
				return resolve();
			}
			const waiting: Waiting = {
				go: () => {
					clearTimeout(timer);
					resolve();
				}
			};
			const timer = setTimeout(() => {
				queue.splice(queue.indexOf(waiting), 1);
				reject(
					new Error(
						'The embedded database was busy for 30 seconds. Was it used inside a transaction of its own?'
					)
				);
			}, PATIENCE_MS);
			queue.push(waiting);
		});

	const pool = (role?: string): PostgresPool => ({
		connect: async () => {
			await take();
			try {
				if (sessionRole !== role) await run(role ? `set role ${role}` : 'reset role');
				sessionRole = role;
				return client();
			} catch (error) {
				next();
				throw error;
			}
		},
		end: async () => {}
	});

	let closing: Promise<void> | undefined;
	const close = async () => {
		await call('close').catch(() => {});
		await worker.terminate();
		unlock();
	};
	return { pool, dump: () => call<Uint8Array>('dump'), close: () => (closing ??= close()) };
};
