import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, inject, it } from 'vitest';
import { connectEmbedded, connectServer, type Connection } from '#db/connection.ts';
import { migrate } from '#db/migrate.ts';
import * as imports from '#db/queries/imports.ts';
import { newDatabase } from '#db/testing-database.ts';
import { readAs } from '#db/transaction.ts';
import { propose, shapeOf } from '#lib/csv/mapping.ts';
import { readings } from '#lib/csv/readings.ts';
import { INSTALLATION } from '#seeds/seed.ts';
import { bytesOf } from '../import-file.ts';
import { beginImport } from './begin-import.ts';
import { checkImport } from './check-import.ts';
import { chooseImport, commitUpload } from './commit-upload.ts';
import { matchImport } from './match-import.ts';

/** The ordinary run kills once in the middle of a small file; `IMPORT_KILLS=20 IMPORT_ROWS=20000` is the long one. */
const KILLS = Number(process.env.IMPORT_KILLS ?? 1);
const ROWS = Number(process.env.IMPORT_ROWS ?? 1100);
const KIND = 'recommendations with their report';
/** Longer than a batch takes, so that the end of the transaction is among the moments. */
const MOST_MS = 500;
const TODAY = '2026-11-22';

const at = ({ db }: Connection) => ({
	db,
	reading: db,
	user: INSTALLATION,
	today: TODAY,
	now: new Date()
});

/** Uploads a file and chooses to take it in. */
const waiting = async (connection: Connection, folder: string, name: string): Promise<number> => {
	const path = join(folder, 'rows.csv');
	const lines = Array.from(
		{ length: ROWS },
		(_, n) => `Body,Report ${Math.floor(n / 20)},${name}/${n},Do number ${n} of ${name}.\n`
	);
	const text = `source_name,report_title,recommendation_ref,summary\n${lines.join('')}`;
	writeFileSync(path, text);
	const sha256 = createHash('sha256').update(text).digest('hex');
	const file = { path, file_name: 'rows.csv', bytes: Buffer.byteLength(text), sha256 };
	const id = await beginImport(at(connection), { kind: KIND, file });
	const read = await readings('rows.csv', () => bytesOf(at(connection), id));
	if ('what' in read) throw new Error(read.what);
	const { mapping } = propose(read, KIND);
	await matchImport(at(connection), id, { mapping, dialect: read.dialect, shape: shapeOf(read.headings) });
	await checkImport(at(connection), id);
	await chooseImport(at(connection), id, { choice: 'good', with_alike: true });
	return id;
};

const count = async ({ owner }: Connection) => {
	const of = async (table: 'recommendation' | 'event' | 'import_row') =>
		(
			await owner
				.selectFrom(table)
				.select(({ fn }) => fn.countAll<number>().as('n'))
				.executeTakeFirstOrThrow()
		).n;
	return {
		recommendations: await of('recommendation'),
		outcomes: await of('import_row'),
		events: await of('event')
	};
};

/** Begins to take the import in, in another process, and kills that at some moment after it has done so many rows. */
const killed = async (where: string, id: number, rows: number): Promise<void> => {
	const script = new URL('../../testing/commit-import.ts', import.meta.url).pathname;
	const child = spawn(process.execPath, ['--import', 'tsx', script, where, String(id)], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const ended = new Promise((resolve) => child.once('exit', resolve));
	await new Promise<void>((resolve) => {
		child.stdout.on('data', (said: Buffer) => {
			if (Number(said.toString().trim().split('\n').at(-1)) >= rows) resolve();
		});
		child.once('exit', () => resolve());
	});
	await Promise.race([wait(Math.random() * MOST_MS), ended]);
	child.kill('SIGKILL');
	await ended;
};

const kill = async (where: string, open: () => Connection) => {
	const folder = mkdtempSync(join(tmpdir(), 'followthrough-killed-'));
	const found = { none: 0, all: 0 };
	try {
		let connection = open();
		await migrate(connection.owner, TODAY);
		let name = 0;
		let id = await waiting(connection, folder, `K${name}`);
		for (let n = 0; n < KILLS; n += 1) {
			const before = await count(connection);
			await connection.close();
			await killed(where, id, Math.floor(Math.random() * (ROWS + 1)));
			connection = open();
			const after = await count(connection);
			const one = await readAs(at(connection), (db) => imports.find(db, 'register', id));
			if (one?.state === 'committed') {
				found.all += 1;
				expect(after.recommendations).toBe(before.recommendations + ROWS);
				expect(after.outcomes).toBe(before.outcomes + ROWS);
				expect(after.events).toBeGreaterThanOrEqual(before.events + ROWS);
				id = await waiting(connection, folder, `K${(name += 1)}`);
			} else {
				found.none += 1;
				expect(one?.state).toBe('committing');
				expect(after).toEqual(before);
			}
		}
		// Whoever goes on with it takes it in whole.
		await commitUpload(at(connection), id);
		expect(await readAs(at(connection), (db) => imports.find(db, 'register', id))).toMatchObject({
			state: 'committed',
			outcome: { new: ROWS }
		});
		await connection.close();
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
	return found;
};

describe('an import whose process is killed while it is taken in', () => {
	it('is there whole or not at all, and says which (embedded)', async () => {
		const folder = join(mkdtempSync(join(tmpdir(), 'followthrough-killed-')), 'database');
		const { none, all } = await kill(folder, () => connectEmbedded({ folder }));
		rmSync(folder, { recursive: true, force: true });
		expect(none + all).toBe(KILLS);
	}, 900_000);

	it.skipIf(!inject('server'))(
		'is there whole or not at all, and says which (server)',
		async () => {
			const database = await newDatabase(inject('server'));
			const { none, all } = await kill(database.url, () => connectServer({ url: database.url }));
			await database.drop();
			expect(none + all).toBe(KILLS);
		},
		900_000
	);
});
