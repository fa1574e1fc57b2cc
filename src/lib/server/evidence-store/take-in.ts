import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MOST_FILE_BYTES, safeName, sizeInWords, type EvidenceFile } from '#lib/domain/evidence-file.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { cleanPicture, isPicture } from './clean-picture.ts';
import { recognise } from './recognise.ts';
import { newKey, type EvidenceStore } from './store.ts';

/** Passes on the first bytes and swallows the rest, so that whoever sends hears what is wrong only when all has arrived. */
const upTo = (most: number, tell: { isTooLarge: boolean }) => {
	let arrived = 0;
	return new Transform({
		transform(chunk: Buffer, _, done) {
			arrived += chunk.length;
			tell.isTooLarge = arrived > most;
			if (tell.isTooLarge) done();
			else done(null, chunk);
		}
	});
};

const sha256Of = async (path: string): Promise<string> => {
	const hash = createHash('sha256');
	for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
	return hash.digest('hex');
};

/**
 * Takes in a file as it arrives: onto the disk of this machine, never whole into memory; looks at what it is, draws a
 * picture anew without what it tells beside the dots, and hands it to the store, where it is held until a row speaks of
 * it. Refuses, in a sentence, what is empty, too large, of no kind that can be taken, or not what it claims to be.
 */
export const takeIn = async (
	store: EvidenceStore,
	folder: string,
	{ name, bytes }: { name: string; bytes: Readable }
): Promise<EvidenceFile> => {
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const key = newKey();
	const arrived = join(folder, `${key}.arrived`);
	const cleaned = join(folder, `${key}.cleaned`);
	const refuse = (sentence: string): never => {
		throw new Refusal('not-possible', sentence);
	};
	try {
		const told = { isTooLarge: false };
		await pipeline(bytes, upTo(MOST_FILE_BYTES, told), createWriteStream(arrived, { mode: 0o600 }));
		if (told.isTooLarge)
			refuse(
				`This file is larger than ${sizeInWords(MOST_FILE_BYTES)}. Make it smaller, split it, or put it where it can be linked to and give the link.`
			);
		if ((await stat(arrived)).size === 0)
			refuse('This file is empty. Choose the file that holds the evidence.');
		const found = await recognise(arrived, name);
		if ('refused' in found) return refuse(found.refused);
		const { type } = found;
		if (isPicture(type) && !(await cleanPicture(arrived, cleaned, type)))
			refuse(
				'This picture cannot be read, or is too large to be. Save it again, smaller, and choose it again.'
			);
		const path = isPicture(type) ? cleaned : arrived;
		const { size } = await stat(path);
		const file: EvidenceFile = {
			file_key: key,
			file_name: safeName(name, type),
			file_type: type,
			file_bytes: size,
			file_sha256: await sha256Of(path)
		};
		await store.hold(key, path);
		return file;
	} finally {
		await Promise.all([rm(arrived, { force: true }), rm(cleaned, { force: true })]);
	}
};
