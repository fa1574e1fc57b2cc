import type { Dialect, Readings, Row } from './dialect.ts';
import { decodeText, notATable } from './encoding.ts';
import type { Problem } from './problem.ts';
import { separatorOf } from './read.ts';
import { isRow, parts, type Bytes } from './rows.ts';

const SAMPLE_ROWS = 100;
const SAMPLE_BYTES = 1 << 16;

/** The first bytes of a file, at most `SAMPLE_BYTES`. */
const beginning = async (bytes: Bytes): Promise<Uint8Array> => {
	const taken = new Uint8Array(SAMPLE_BYTES);
	let length = 0;
	for await (const chunk of bytes) {
		const piece = chunk.subarray(0, SAMPLE_BYTES - length);
		taken.set(piece, length);
		length += piece.length;
		if (length === SAMPLE_BYTES) break;
	}
	return taken.subarray(0, length);
};

/**
 * Finds out how a file is to be read, and what a person must decide about it; or why it is no table at all. `open` gives
 * the bytes from the beginning, each time that it is called. With `chosen`, the file is read as a person said, and
 * nothing is asked that the choice has answered.
 */
export const readings = async (
	file: string,
	open: () => Bytes,
	chosen: Partial<Dialect> = {}
): Promise<Readings | Problem> => {
	const first = await beginning(open());
	const other = notATable(first);
	if (other) return { file, row: null, column: null, value: null, ...other };
	const { text, encoding } = decodeText(first);
	const dialect: Dialect = {
		format: 'csv',
		encoding,
		separator: separatorOf(text),
		sheet: null,
		header_row: 1,
		day_order: null,
		...chosen
	};
	let headings: string[] = [];
	let problem: Problem | undefined;
	let row_count = 0;
	const sample: Row[] = [];
	for await (const part of parts(file, open(), dialect)) {
		if ('headings' in part) headings = part.headings;
		else if (!isRow(part)) problem ??= part;
		else {
			row_count += 1;
			if (sample.length < SAMPLE_ROWS) sample.push(part);
		}
	}
	if (headings.length === 0 && problem) return problem;
	return { dialect, doubts: [], notes: [], headings, sample, row_count };
};
