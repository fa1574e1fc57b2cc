import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as imports from '#db/queries/imports.ts';
import { readAs } from '#db/transaction.ts';
import { notATable } from '#lib/csv/encoding.ts';
import { LIMITS, limitsInWords } from '#lib/csv/limits.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from './at.ts';
import type { TakeFile } from './multipart.ts';

/** A file that lies on the disk of this machine until its form has been answered. */
export type ArrivedFile = { path: string; file_name: string; bytes: number; sha256: string };

const LONGEST_NAME = 200;
const WORKBOOK = [0x50, 0x4b, 0x03, 0x04];

const firstBytes = async (path: string): Promise<Uint8Array> => {
	for await (const chunk of createReadStream(path, { end: 63 })) return chunk as Buffer;
	return new Uint8Array();
};

/** How a form takes in a file to import: onto the disk, never whole into memory. Refuses what is too large or no table. */
export const takesImport =
	(folder: string): TakeFile =>
	async ({ name, bytes }) => {
		await mkdir(folder, { recursive: true, mode: 0o700 });
		const path = join(folder, `${randomUUID()}.arrived`);
		const drop = () => rm(path, { force: true });
		const hash = createHash('sha256');
		let arrived = 0;
		// What is too large is read to its end all the same, so that the page can answer.
		const counted = new Transform({
			transform(chunk: Buffer, _, done) {
				arrived += chunk.length;
				if (arrived > LIMITS.bytes) return done();
				hash.update(chunk);
				done(null, chunk);
			}
		});
		try {
			await pipeline(bytes, counted, createWriteStream(path, { mode: 0o600 }));
			if (arrived === 0)
				throw new Refusal(
					'not-possible',
					'The file is empty. Choose a file with a row of headings and a row for each record.'
				);
			if (arrived > LIMITS.bytes)
				throw new Refusal(
					'not-possible',
					`The file is too large. ${limitsInWords()[0]} Split it, and send each.`
				);
			const first = await firstBytes(path);
			const isWorkbook = WORKBOOK.every((byte, index) => first[index] === byte);
			const other = isWorkbook ? undefined : notATable(first);
			if (other) throw new Refusal('not-possible', `${other.what} ${other.do}`);
			if (isWorkbook && arrived > LIMITS.workbook_bytes)
				throw new Refusal('not-possible', `The workbook is too large. ${limitsInWords()[0]}`);
		} catch (error) {
			await drop();
			throw error;
		}
		const value: ArrivedFile = {
			path,
			file_name: name.slice(-LONGEST_NAME) || 'file.csv',
			bytes: arrived,
			sha256: hash.digest('hex')
		};
		return { value, keep: drop, drop };
	};

/** The bytes of an import's file, a stretch at a time. */
export async function* bytesOf(at: Pick<At, 'db' | 'user'>, id: number): AsyncGenerator<Uint8Array> {
	for (let place = 0; ; place += 1) {
		const bytes = await readAs(at, (db) => imports.part(db, id, place));
		if (!bytes) return;
		yield bytes;
	}
}
