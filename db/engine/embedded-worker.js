// The embedded Postgres lives in this worker thread, so that a long query never holds up the server's event loop.
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { dataDir } from '@electric-sql/pglite-prepopulatedfs';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';

const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);
const INT8 = 20;
const INT8_LIST = 1016;
const DATE = 1082;

/**
 * What a new database begins as: the dump it is given, a copy of the one that it is given the folder of, or an empty
 * cluster, which is unpacked in a third of the time that `initdb` takes.
 */
const beginning = async () => {
	const { folder, dump, original } = workerData;
	if (dump) return new Blob([dump]);
	if (folder && existsSync(join(folder, 'PG_VERSION'))) return undefined;
	if (!folder || !original) return dataDir();
	cpSync(original, folder, { recursive: true });
	return undefined;
};

const open = async () => {
	const pg = await PGlite.create({
		dataDir: workerData.folder,
		loadDataDir: await beginning(),
		extensions: { pg_trgm },
		parsers: {
			[INT8]: Number,
			[INT8_LIST]: (/** @type {string} */ value) => value.slice(1, -1).split(',').filter(Boolean).map(Number),
			[DATE]: (/** @type {string} */ value) => value
		}
	});
	// One session has the memory to itself, and what spills to files is slow here.
	await pg.exec(`set work_mem = '32MB'`);
	return pg;
};
const opening = open();

const verbs = {
	/** @param {{ text: string, values: unknown[] }} ask */
	async query({ text, values }) {
		const pg = await opening;
		// Without values a statement needs no plan of its own to fill in: sent as it is, it takes a third of the time.
		const result = values.length > 0 ? await pg.query(text, values) : (await pg.exec(text)).at(-1);
		return { rows: result?.rows ?? [], affectedRows: result?.affectedRows };
	},
	async dump() {
		const pg = await opening;
		return new Uint8Array(await (await pg.dumpDataDir('none')).arrayBuffer());
	},
	async close() {
		await (await opening).close();
	}
};

port.on('message', async ({ id, verb, ask }) => {
	try {
		port.postMessage({ id, result: await verbs[/** @type {keyof typeof verbs} */ (verb)](ask) });
	} catch (error) {
		const { message, code, constraint, detail, table, column } = /** @type {any} */ (error);
		port.postMessage({ id, failure: { message, code, constraint, detail, table, column } });
	}
	if (verb === 'close') port.close();
});
