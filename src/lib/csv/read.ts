import { decodeText, notATable } from './encoding.ts';
import type { Encoding, Row, Separator } from './dialect.ts';
import type { Problem } from './problem.ts';
import { cutter } from './records.ts';
import { isRow, sorter } from './rows.ts';
import { separatorOfHeadings } from './separators.ts';

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
	table.separator = separatorOfHeadings(text);
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
