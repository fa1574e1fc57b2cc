import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { openEmbedded, type Beginning } from './engine/embedded.ts';
import { prepared } from './engine/prepared.ts';
import type { Database, Reading, Tables } from './schema.ts';

/** The role that the product works under: it may append to the record and never alter it. */
export const APP_ROLE = 'followthrough_app';
const OLDEST_POSTGRES = 15;

/** Thrown when a database cannot be used; its message is a plain sentence for a person. */
export class DatabaseUnusable extends Error {}

const INT8 = 20;
const INT8_LIST = 1016 as Parameters<typeof pg.types.setTypeParser>[0];
const DATE = 1082;
pg.types.setTypeParser(INT8, Number);
pg.types.setTypeParser(INT8_LIST, (value) => value.slice(1, -1).split(',').filter(Boolean).map(Number));
pg.types.setTypeParser(DATE, (value) => value);

export type Connection = {
	engine: 'embedded' | 'server';
	/** What the product writes and asks with. */
	db: Database;
	/** What public pages ask: the replica where there is one. */
	reading: Reading;
	/** The owner of the tables: migrations, and the removal of the demonstration data. */
	owner: Database;
	/** The whole embedded database as bytes; refused on a server. */
	dump: () => Promise<Uint8Array>;
	close: () => Promise<void>;
};

/**
 * What the product asks is answered from indexes and roll-ups: to compile it, or to start further processes for it, takes
 * longer than to ask it. Only what reads very much is worth their start, and what is then added up or sorted stays in memory.
 */
const HABITS = "set jit = off; set parallel_setup_cost = 5000; set work_mem = '16MB'";

const kysely = (pool: ConstructorParameters<typeof PostgresDialect>[0]['pool']): Database =>
	new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });

/** Opens the embedded database in a folder of its own, or in memory without one. */
export const connectEmbedded = (options: Beginning): Connection => {
	const engine = openEmbedded(options);
	const db = kysely(engine.pool(APP_ROLE));
	return {
		engine: 'embedded',
		db,
		reading: db,
		owner: kysely(engine.pool()),
		dump: engine.dump,
		close: engine.close
	};
};

/** Opens a Postgres server, and a replica for reading where one is named. Nothing is sent until the first statement. */
export const connectServer = (options: {
	url: string;
	readUrl?: string;
	connections?: number;
}): Connection => {
	const open = (connectionString: string, role?: string, max = options.connections ?? 10) => {
		const pool = new pg.Pool({ connectionString, max, connectionTimeoutMillis: 10_000 });
		// A connection that breaks while idle is replaced by the pool; the next statement says so if it cannot be.
		pool.on('error', () => {});
		if (role)
			pool.on('connect', (client) => void client.query(`${HABITS}; set role ${role}`).catch(() => {}));
		return kysely(role ? prepared(pool) : pool);
	};
	const db = open(options.url, APP_ROLE);
	const reading = options.readUrl ? open(options.readUrl, APP_ROLE) : db;
	const owner = open(options.url, undefined, 2);
	return {
		engine: 'server',
		db,
		reading,
		owner,
		dump: () =>
			Promise.reject(new DatabaseUnusable('Only the embedded database can be dumped this way. Use pg_dump.')),
		close: async () => {
			await Promise.all([...new Set([db, reading as Database, owner])].map((one) => one.destroy()));
		}
	};
};

/** Checks that the database answers and is new enough; throws `DatabaseUnusable` with a plain sentence. */
export const checkUsable = async (owner: Database): Promise<void> => {
	const { rows } = await sql<{
		version: number;
	}>`select current_setting('server_version_num')::int as version`
		.execute(owner)
		.catch((error: Error & { code?: string; errors?: Error[] }) => {
			const why = error.message || error.errors?.[0]?.message || error.code || 'no answer';
			throw new DatabaseUnusable(`The database that DATABASE_URL names cannot be reached: ${why}.`);
		});
	const major = Math.floor((rows[0]?.version ?? 0) / 10_000);
	if (major < OLDEST_POSTGRES)
		throw new DatabaseUnusable(
			`The database is PostgreSQL ${major}. Followthrough needs PostgreSQL ${OLDEST_POSTGRES} or newer.`
		);
};

/** Whether the database answers a question now. */
export const answers = async (db: Database): Promise<boolean> => {
	try {
		await sql`select 1`.execute(db);
		return true;
	} catch {
		return false;
	}
};
