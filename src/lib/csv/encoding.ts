import type { Encoding } from './dialect.ts';

const SAMPLE_BYTES = 4096;
const CHUNK_BYTES = 1 << 16;

/** Decodes in pieces: in one go, some versions of Node read the quotation marks of windows-1252 as control characters. */
const decode = (bytes: Uint8Array, encoding: Encoding, fatal: boolean): string => {
	const decoder = new TextDecoder(encoding, { fatal });
	const parts: string[] = [];
	for (let start = 0; start < bytes.length; start += CHUNK_BYTES)
		parts.push(decoder.decode(bytes.subarray(start, start + CHUNK_BYTES), { stream: true }));
	parts.push(decoder.decode());
	return parts.join('');
};

/**
 * Decodes bytes as they arrive. Pieces are small: in one go, some versions of Node read the quotation marks of
 * windows-1252 as control characters. What is no text in the encoding becomes the replacement character.
 */
export const decoder = (encoding: Encoding) => {
	const text = new TextDecoder(encoding);
	function* push(bytes: Uint8Array): Generator<string> {
		for (let start = 0; start < bytes.length; start += CHUNK_BYTES)
			yield text.decode(bytes.subarray(start, start + CHUNK_BYTES), { stream: true });
	}
	return { push, end: () => text.decode() };
};

const startsWith = (bytes: Uint8Array, ...mark: number[]) =>
	mark.every((byte, index) => bytes[index] === byte);

/** UTF-16 without a mark: in Western text nearly every other byte is zero, on one side. */
export const utf16 = (bytes: Uint8Array): Encoding | undefined => {
	const sample = bytes.subarray(0, SAMPLE_BYTES);
	const zeros = [0, 0];
	sample.forEach((byte, index) => {
		if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
	});
	const [even = 0, odd = 0] = zeros;
	const enough = sample.length / 4;
	if (odd > enough && even < odd / 4) return 'utf-16le';
	if (even > enough && odd < even / 4) return 'utf-16be';
	return undefined;
};

/** The encoding that the first bytes of a file name. */
export const markOf = (bytes: Uint8Array): Encoding | undefined =>
	startsWith(bytes, 0xff, 0xfe)
		? 'utf-16le'
		: startsWith(bytes, 0xfe, 0xff)
			? 'utf-16be'
			: startsWith(bytes, 0xef, 0xbb, 0xbf)
				? 'utf-8'
				: undefined;

/**
 * The text of a file and the encoding that it was found to be in: by its mark, by its zero bytes, else UTF-8 where that
 * reads without a fault, else Windows-1252, as older spreadsheets save. The mark itself is left out.
 */
export const decodeText = (bytes: Uint8Array): { text: string; encoding: Encoding } => {
	const found = markOf(bytes) ?? utf16(bytes);
	if (found) return { text: decode(bytes, found, false), encoding: found };
	try {
		return { text: decode(bytes, 'utf-8', true), encoding: 'utf-8' };
	} catch {
		return { text: decode(bytes, 'windows-1252', false), encoding: 'windows-1252' };
	}
};

/** Files that are often sent instead of a CSV, by their first bytes: what each is, and what to do. */
const OTHERS: [number[], string, string][] = [
	[
		[0x50, 0x4b, 0x03, 0x04],
		'This is an Excel workbook or a zip file, not a CSV.',
		'Open it, choose ‘Save as’, then ‘CSV UTF-8’, and send that file.'
	],
	[
		[0xd0, 0xcf, 0x11, 0xe0],
		'This is an old Excel workbook (.xls), or one that is protected by a password, and not a CSV.',
		'Open it, choose ‘Save as’, then ‘CSV UTF-8’, and send that file.'
	],
	[
		[0x25, 0x50, 0x44, 0x46],
		'This is a PDF, not a CSV.',
		'Send the table that it was made from, saved as a CSV.'
	],
	[[0x89, 0x50, 0x4e, 0x47], 'This is a picture, not a CSV.', 'Send a table that was saved as a CSV.'],
	[[0xff, 0xd8, 0xff], 'This is a picture, not a CSV.', 'Send a table that was saved as a CSV.'],
	[
		[0x7b, 0x5c, 0x72, 0x74, 0x66],
		'This is a text document, not a CSV.',
		'Copy its table into a spreadsheet, choose ‘Save as’, then ‘CSV UTF-8’, and send that file.'
	],
	[[0x47, 0x49, 0x46, 0x38], 'This is a picture, not a CSV.', 'Send a table that was saved as a CSV.']
];

/** Whether the bytes are a zip file, as an Excel workbook is. */
export const isZip = (bytes: Uint8Array): boolean => startsWith(bytes, 0x50, 0x4b, 0x03, 0x04);

/** Why the bytes are no table at all, by how they begin; undefined where nothing is known against them. */
export const notATable = (bytes: Uint8Array): { what: string; do: string } | undefined => {
	const other = OTHERS.find(([mark]) => startsWith(bytes, ...mark));
	if (other) return { what: other[1], do: other[2] };
	const begin = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
	return /^<(?:!doctype html|html|\?xml)/i.test(begin)
		? {
				what: 'This is a web page or an XML file, not a CSV.',
				do: 'Open it in a spreadsheet, choose ‘Save as’, then ‘CSV UTF-8’, and send that file.'
			}
		: undefined;
};
