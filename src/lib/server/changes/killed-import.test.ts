import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

/**
 * The ordinary run kills once in the middle of a small file; `IMPORT_KILLS=20 IMPORT_ROWS=20000 IMPORT_MINUTES=60` is the
 * long one, which tells of each kill as it goes.
 */
const KILLS = Number(process.env.IMPORT_KILLS ?? 1);
const ROWS = Number(process.env.IMPORT_ROWS ?? 1100);
const MOST_TIME_MS = Number(process.env.IMPORT_MINUTES ?? 15) * 60_000;
const KIND = 'recommendations with their report';
/** At least so long a moment is waited within a batch, so that the end of the transaction is among the moments. */
const LEAST_MS = 500;
const TODAY = '2026-11-22';

const at = ({ db }: Connection) => ({
	db,
	reading: db,
	user: INSTALLATION,
	today: TODAY,
	now: new Date()
});

/** Uploads the file and checks it. */
const checked = async (connection: Connection): Promise<number> => {
	const folder = mkdtempSync(join(tmpdir(), 'followthrough-upload-'));
	const path = join(folder, 'rows.csv');
	const lines = Array.from(
		{ length: ROWS },
		(_, n) => `Body,Report ${Math.floor(n / 20)},K/${n},Do number ${n} of the list.\n`
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
	rmSync(folder, { recursive: true, force: true });
	return id;
};

const found = async (connection: Connection, id: number) =>
	readAs(at(connection), (db) => imports.find(db, 'register', id));

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

/**
 * Begins to take the import in, in another process, and kills that at some moment within the batch after so many rows.
 * Answers how many rows it had told of, and how long it ran.
 */
const killed = async (where: string, id: number, rows: number): Promise<{ rows: number; ms: number }> => {
	const script = new URL('../../testing/commit-import.ts', import.meta.url).pathname;
	const child = spawn(process.execPath, ['--import', 'tsx', script, where, String(id)], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const ended = new Promise((resolve) => child.once('exit', resolve));
	const began = performance.now();
	let [told, toldAt, batch_ms] = [0, began, 0];
	await new Promise<void>((resolve) => {
		child.stdout.on('data', (said: Buffer) => {
			told = Number(said.toString().trim().split('\n').at(-1));
			const now = performance.now();
			if (told > 0) batch_ms = now - toldAt;
			toldAt = now;
			if (told >= rows) resolve();
		});
		child.once('exit', () => resolve());
	});
	await Promise.race([wait(Math.random() * Math.max(LEAST_MS, batch_ms)), ended]);
	child.kill('SIGKILL');
	await ended;
	return { rows: told, ms: performance.now() - began };
};

/** A database that is made once, and copied for each kill. */
type Place = { first: string; open: (where: string) => Connection; copy: () => Promise<string> };

const kill = async ({ first, open, copy }: Place) => {
	const prepared = open(first);
	await migrate(prepared.owner, TODAY);
	const id = await checked(prepared);
	await chooseImport(at(prepared), id, { choice: 'good', with_alike: true });
	const before = await count(prepared);
	await prepared.close();
	const ends = { none: 0, all: 0 };
	for (let n = 0; n < KILLS; n += 1) {
		const where = await copy();
		// One in each stretch of the file, the last of which has the end of the transaction in it.
		const moment = await killed(where, id, Math.ceil((ROWS * (n + Math.random())) / KILLS));
		const connection = open(where);
		const after = await count(connection);
		const { state } = (await found(connection, id)) ?? {};
		const isThere = state === 'committed';
		ends[isThere ? 'all' : 'none'] += 1;
		if (isThere) {
			expect(after.recommendations).toBe(before.recommendations + ROWS);
			expect(after.outcomes).toBe(before.outcomes + ROWS);
			expect(after.events).toBeGreaterThanOrEqual(before.events + ROWS);
		} else {
			expect(state).toBe('committing');
			expect(after).toEqual(before);
		}
		// The same file again finds all of it or nothing.
		const again = await found(connection, await checked(connection));
		expect(again).toMatchObject({ state: 'checked', outcome: { [isThere ? 'unchanged' : 'new']: ROWS } });
		if (KILLS > 1)
			process.stdout.write(
				`kill ${n + 1} of ${KILLS}, ${Math.round(moment.ms)} ms after its start and ${moment.rows} rows told: ${isThere ? 'all' : 'none'} is there\n`
			);
		if (n === KILLS - 1) {
			// Whoever goes on with it takes it in whole.
			await commitUpload(at(connection), id);
			expect(await found(connection, id)).toMatchObject({ state: 'committed', outcome: { new: ROWS } });
		}
		await connection.close();
	}
	return ends;
};

describe('an import whose process is killed while it is taken in', () => {
	it(
		'is there whole or not at all, and says which (embedded)',
		async () => {
			const folder = mkdtempSync(join(tmpdir(), 'followthrough-killed-'));
			const [first, again] = [join(folder, 'first'), join(folder, 'again')];
			const copy = async () => {
				rmSync(again, { recursive: true, force: true });
				cpSync(first, again, { recursive: true });
				return again;
			};
			try {
				const { none, all } = await kill({ first, open: (folder) => connectEmbedded({ folder }), copy });
				expect(none + all).toBe(KILLS);
			} finally {
				rmSync(folder, { recursive: true, force: true });
			}
		},
		MOST_TIME_MS
	);

	it.skipIf(!inject('server'))(
		'is there whole or not at all, and says which (server)',
		async () => {
			const database = await newDatabase(inject('server'));
			let again: typeof database | undefined;
			const copy = async () => {
				await again?.drop();
				again = await newDatabase(inject('server'), database.url);
				return again.url;
			};
			try {
				const { none, all } = await kill({
					first: database.url,
					open: (url) => connectServer({ url }),
					copy
				});
				expect(none + all).toBe(KILLS);
			} finally {
				await again?.drop();
				await database.drop();
			}
		},
		MOST_TIME_MS
	);
});
