import { stat } from 'node:fs/promises';
import { bytesAt } from './look-inside.ts';

/** What the directory of a zip says of one of its files. */
export type ZipEntry = { name: string; packed: number; unpacked: number };

// PKWARE, “.ZIP File Format Specification” (APPNOTE.TXT), 4.3.12 and 4.3.16.
const END_MARK = 0x06054b50;
const END_BYTES = 22;
const LONGEST_REMARK = 65_535;
const ENTRY_MARK = 0x02014b50;
const ENTRY_BYTES = 46;
const MOST_DIRECTORY_BYTES = 4 * 1024 * 1024;
const MOST_ENTRIES = 10_000;

/**
 * The directory of a zip, which stands at its end; nothing is unpacked. Undefined where it cannot be read, is larger than
 * any document's, or is of the sort for more than four gigabytes.
 */
export const zipDirectory = async (path: string): Promise<ZipEntry[] | undefined> => {
	const { size } = await stat(path);
	const tailAt = Math.max(0, size - END_BYTES - LONGEST_REMARK);
	const tail = await bytesAt(path, tailAt, size - tailAt);
	let end = tail.length - END_BYTES;
	while (end >= 0 && tail.readUInt32LE(end) !== END_MARK) end -= 1;
	if (end < 0) return undefined;
	const count = tail.readUInt16LE(end + 10);
	const length = tail.readUInt32LE(end + 12);
	const from = tail.readUInt32LE(end + 16);
	if (count > MOST_ENTRIES || length > MOST_DIRECTORY_BYTES || from + length > size) return undefined;

	const directory = await bytesAt(path, from, length);
	const entries: ZipEntry[] = [];
	let place = 0;
	for (let n = 0; n < count; n += 1) {
		if (place + ENTRY_BYTES > directory.length || directory.readUInt32LE(place) !== ENTRY_MARK)
			return undefined;
		const nameLength = directory.readUInt16LE(place + 28);
		const nameAt = place + ENTRY_BYTES;
		entries.push({
			name: directory.toString('utf8', nameAt, nameAt + nameLength),
			packed: directory.readUInt32LE(place + 20),
			unpacked: directory.readUInt32LE(place + 24)
		});
		place = nameAt + nameLength + directory.readUInt16LE(place + 30) + directory.readUInt16LE(place + 32);
	}
	return entries;
};
