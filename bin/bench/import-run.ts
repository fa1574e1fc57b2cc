// One import of so many rows, in a process of its own so that its memory can be told: `import-run.ts URL KIND ROWS FROM`.
import { createHash } from 'node:crypto';
import { createWriteStream, mkdtempSync, rmSync, statSync, createReadStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import { connectServer } from '#db/connection.ts';
import * as imports from '#db/queries/imports.ts';
import { readAs } from '#db/transaction.ts';
import type { ImportKind } from '#lib/csv/kinds.ts';
import { propose, shapeOf } from '#lib/csv/mapping.ts';
import { readings } from '#lib/csv/readings.ts';
import { dayOf } from '#lib/domain/day.ts';
import type { At } from '#lib/server/at.ts';
import { beginImport } from '#lib/server/changes/begin-import.ts';
import { checkImport } from '#lib/server/changes/check-import.ts';
import { chooseImport, commitUpload } from '#lib/server/changes/commit-upload.ts';
import { matchImport } from '#lib/server/changes/match-import.ts';
import { bytesOf } from '#lib/server/import-file.ts';
import { INSTALLATION } from '#seeds/seed.ts';
import { cpuOf } from './children.ts';

const [url = '', kind = 'recommendations', count = '1000', first = '1'] = process.argv.slice(2);
const connection = connectServer({ url });

/** Processor time of this process and of the database's for this database so far, in seconds. */
const cpu = async () => {
	const { rows } = await sql<{ pid: number }>`
		select pid from pg_stat_activity where datname = current_database()`.execute(connection.owner);
	const { user, system } = process.cpuUsage();
	const theirs = rows.reduce((sum, { pid }) => sum + (cpuOf(pid) ?? 0), 0);
	return { ours: (user + system) / 1e6, database: theirs / 1e6 };
};
const at = (): At => {
	const now = new Date();
	return { db: connection.db, reading: connection.reading, user: INSTALLATION, today: dayOf(now), now };
};

/** The lines of a file: asks of one report, each of one of a hundred bodies; or what these say about them. */
function* lines(): Generator<string> {
	const asks = kind === 'recommendations';
	yield asks
		? 'recommendation_ref,report_ref,ordinal,summary,made_on,addressees\n'
		: 'recommendation_ref,organisation_code,position,narrative\n';
	for (let n = Number(first); n < Number(first) + Number(count); n += 1)
		yield asks
			? `BENCH/${n},BENCH${Math.floor(n / 20)},${n},Ward ${n} keeps item ${n * 7} of list ${n % 97} within reach of bed ${n % 13}.,2024-03-01,BENCH${n % 100}\n`
			: `BENCH/${n},BENCH${n % 100},accepted,We agree with number ${n}.\n`;
}

const mostMb = () => process.resourceUsage().maxRSS / 1024;
const begun_mb = mostMb();
const folder = mkdtempSync(join(tmpdir(), 'followthrough-bench-'));
const path = join(folder, 'rows.csv');
const seconds = async (work: () => Promise<unknown>): Promise<number> => {
	const from = performance.now();
	await work();
	return (performance.now() - from) / 1000;
};
try {
	await pipeline(lines(), createWriteStream(path));
	const hash = createHash('sha256');
	for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
	const file = { path, file_name: 'rows.csv', bytes: statSync(path).size, sha256: hash.digest('hex') };
	let id = 0;
	const upload_s = await seconds(async () => {
		id = await beginImport(at(), { kind: kind as ImportKind, file });
	});
	const read = await readings('rows.csv', () => bytesOf(at(), id));
	if ('what' in read) throw new Error(read.what);
	const { mapping } = propose(read, kind as ImportKind);
	await matchImport(at(), id, { mapping, dialect: read.dialect, shape: shapeOf(read.headings) });
	const check_s = await seconds(() => checkImport(at(), id));
	await chooseImport(at(), id, { choice: 'good', with_alike: true });
	process.send?.('committing');
	const before = await cpu();
	const commit_s = await seconds(() => commitUpload(at(), id));
	const after = await cpu();
	const commit_cpu_s = {
		ours: after.ours - before.ours,
		database: after.database - before.database
	};
	const done = await readAs(at(), (db) => imports.find(db, 'register', id));
	const peak_mb = mostMb();
	console.log(
		JSON.stringify({
			id,
			upload_s,
			check_s,
			commit_s,
			commit_cpu_s,
			begun_mb,
			peak_mb,
			outcome: done?.outcome
		})
	);
} finally {
	await connection.close();
	rmSync(folder, { recursive: true, force: true });
}
