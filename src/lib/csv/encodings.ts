import { ENCODING_NAMES, type Doubt, type Encoding } from './dialect.ts';
import { decoder, markOf, utf16 } from './encoding.ts';
import { shown } from './problem.ts';
import type { Bytes } from './rows.ts';

const SAMPLE_BYTES = 1 << 16;
const PIECE_BYTES = 1 << 16;
const EXAMPLES = 3;

/** Bytes that stand for no character in Windows-1252. */
const NOT_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

export type Found = {
	encoding: Encoding;
	doubts: Doubt[];
	notes: string[];
	/** The beginning of the file, cut at the end of a line where there is one. */
	sample: Uint8Array;
	/** Whether the sample is the whole file. */
	isWhole: boolean;
};

/** Some lines of bytes that are not plain ASCII, as each encoding reads them. */
const linesIn = (bytes: Uint8Array, encoding: Encoding): string[] =>
	[...decoder(encoding).push(bytes)]
		.join('')
		.split(/\r\n|\r|\n/)
		.filter((line) => /[^\0-\x7F]/.test(line))
		.slice(0, EXAMPLES)
		.map((line) => {
			const at = Math.max(0, line.search(/[^\0-\x7F]/) - 20);
			return shown(line.slice(at, at + 60));
		});

const answer = (bytes: Uint8Array) => (value: Encoding) => ({
	value,
	label: ENCODING_NAMES[value],
	preview: linesIn(bytes, value).map((line) => [line])
});

/** Cuts bytes after their last line end, so that no row of a sample is half. */
const atLineEnd = (bytes: Uint8Array): Uint8Array => {
	const end = Math.max(bytes.lastIndexOf(10), bytes.lastIndexOf(13));
	return end > 0 ? bytes.subarray(0, end + (end % 2 === 0 ? 1 : 2)) : bytes;
};

/**
 * The encoding of a file, found by its mark, by its zero bytes, else UTF-8 where all of it reads without a fault, else
 * Windows-1252. What could be read in two ways is asked.
 */
export const encodingOf = async (bytes: Bytes): Promise<Found> => {
	const taken = new Uint8Array(SAMPLE_BYTES);
	let length = 0;
	let arrived = 0;
	let isUtf8 = true;
	let hasHigh = false;
	let isNot1252 = false;
	/** The bytes around the first that are not plain ASCII, to show. */
	let high = new Uint8Array();
	const strict = new TextDecoder('utf-8', { fatal: true });
	const fits = (piece?: Uint8Array) => {
		try {
			strict.decode(piece, { stream: piece !== undefined });
		} catch {
			isUtf8 = false;
		}
	};
	for await (const chunk of bytes) {
		arrived += chunk.length;
		if (length < SAMPLE_BYTES) {
			const piece = chunk.subarray(0, SAMPLE_BYTES - length);
			taken.set(piece, length);
			length += piece.length;
		}
		for (let start = 0; start < chunk.length; start += PIECE_BYTES) {
			const piece = chunk.subarray(start, start + PIECE_BYTES);
			if (isUtf8) fits(piece);
			const at = hasHigh && isNot1252 ? -1 : piece.findIndex((byte) => byte > 0x7f);
			if (at < 0) continue;
			if (!hasHigh) high = piece.slice(Math.max(0, at - 40), at + 4000);
			hasHigh = true;
			isNot1252 ||= piece.some((byte) => NOT_1252.has(byte));
		}
	}
	if (isUtf8) fits();
	const all = taken.subarray(0, length);
	const isWhole = arrived <= SAMPLE_BYTES;
	const found = { sample: isWhole ? all : atLineEnd(all), isWhole, doubts: [], notes: [] };
	const marked = markOf(all);
	if (marked)
		return {
			...found,
			encoding: marked,
			notes: [`The file says itself that it is ${ENCODING_NAMES[marked]}.`]
		};
	const wide = utf16(all);
	if (wide)
		return {
			...found,
			encoding: wide,
			notes: [`It looks like ${ENCODING_NAMES[wide]}, since every other byte is zero.`]
		};
	if (isUtf8) return { ...found, encoding: 'utf-8' };
	if (!isNot1252)
		return {
			...found,
			encoding: 'windows-1252',
			notes: [`It is not UTF-8, so it is read as ${ENCODING_NAMES['windows-1252']}.`]
		};
	return {
		...found,
		encoding: 'utf-8',
		doubts: [
			{
				about: 'encoding',
				question: 'Some characters are right in no one encoding. Which reading is better?',
				answers: (['utf-8', 'windows-1252'] as const).map(answer(high))
			}
		]
	};
};
