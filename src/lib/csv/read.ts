import { decodeText, notATable } from './encoding.ts';
import { SEPARATORS, type Encoding, type Row, type Separator } from './dialect.ts';
import type { Problem } from './problem.ts';
import { cutter } from './records.ts';
import { isRow, sorter } from './rows.ts';

export type { Row };

/** A file as a table. Rows without any text are left out. */
export type Table = {
	file: string;
	encoding: Encoding;
	separator: Separator;
	headings: string[];
	rows: Row[];
	problems: Problem[];
};

/** The separator that stands most often in the first row that has text, outside quotes. */
export const separatorOf = (text: string): Separator => {
	const counts = new Map<string, number>(SEPARATORS.map((separator) => [separator, 0]));
	let quoted = false;
	let hasText = false;
	for (const character of text) {
		const isLineEnd = character === '\n' || character === '\r';
		if (character === '"') quoted = !quoted;
		else if (isLineEnd && !quoted && hasText) break;
		else if (!quoted && counts.has(character)) counts.set(character, (counts.get(character) ?? 0) + 1);
		if (!isLineEnd) hasText = true;
	}
	return SEPARATORS.reduce((best, one) => ((counts.get(one) ?? 0) > (counts.get(best) ?? 0) ? one : best));
};

/**
 * Reads a small file whole, as a spreadsheet saved it: the headings are its first row. Line ends of every sort end a row,
 * and inside quotes become `\n`. What cannot be read as a table is told in `problems`; a row that has one is not among
 * the rows.
 */
export const read = (file: string, bytes: Uint8Array): Table => {
	const table: Table = { file, encoding: 'utf-8', separator: ',', headings: [], rows: [], problems: [] };
	const other = notATable(bytes);
	if (other) {
		table.problems.push({ file, row: null, column: null, value: null, ...other });
		return table;
	}
	const { text, encoding } = decodeText(bytes);
	table.encoding = encoding;
	table.separator = separatorOf(text);
	const cut = cutter(table.separator);
	const sort = sorter(file, { header_row: 1 });
	const take = (part: { headings: string[] } | Row | Problem) => {
		if ('headings' in part) table.headings = part.headings;
		else if (isRow(part)) table.rows.push(part);
		else table.problems.push(part);
	};
	for (const written of cut.push(text)) for (const part of sort.take(written)) take(part);
	for (const written of cut.end()) for (const part of sort.take(written)) take(part);
	for (const part of sort.end()) take(part);
	return table;
};
