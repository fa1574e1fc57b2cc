import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as imports from '#db/queries/imports.ts';
import type { TestAt } from '#db/testing.ts';
import { readAs } from '#db/transaction.ts';
import type { ImportKind } from '#lib/csv/kinds.ts';
import { propose, shapeOf } from '#lib/csv/mapping.ts';
import { readings } from '#lib/csv/readings.ts';
import { beginImport } from '#lib/server/changes/begin-import.ts';
import { checkImport } from '#lib/server/changes/check-import.ts';
import { chooseImport, commitUpload, type Chosen } from '#lib/server/changes/commit-upload.ts';
import { matchImport } from '#lib/server/changes/match-import.ts';
import { bytesOf } from '#lib/server/import-file.ts';

let folder: string | undefined;
let seconds = 0;

/** A second after whatever was done last: what an import did is known by its instant. */
export const next = (at: TestAt): TestAt => ({
	...at,
	now: new Date(at.now.getTime() + (seconds += 1) * 1000)
});

/** Uploads a text as a CSV and matches it by its headings. Answers the number of the import. */
export const upload = async (at: TestAt, text: string, kind: ImportKind): Promise<number> => {
	folder ??= mkdtempSync(join(tmpdir(), 'followthrough-import-'));
	const path = join(folder, 'a.csv');
	writeFileSync(path, text);
	const sha256 = createHash('sha256').update(text).digest('hex');
	const id = await beginImport(at, {
		kind,
		file: { path, file_name: 'a.csv', bytes: Buffer.byteLength(text), sha256 }
	});
	const read = await readings('a.csv', () => bytesOf(at, id));
	if ('what' in read) throw new Error(read.what);
	const { mapping } = propose(read, kind);
	await matchImport(at, id, { mapping, dialect: read.dialect, shape: shapeOf(read.headings) });
	return id;
};

/** Brings a text the whole way into the register, the good rows unless told otherwise. Answers the import. */
export const bring = async (
	earlier: TestAt,
	text: string,
	kind: ImportKind,
	chosen: Chosen = { choice: 'good', with_alike: false }
): Promise<imports.Found> => {
	const at = next(earlier);
	const id = await upload(at, text, kind);
	await checkImport(at, id);
	await chooseImport(at, id, chosen);
	await commitUpload(at, id);
	return (await readAs(at, (db) => imports.find(db, 'register', id))) as imports.Found;
};
