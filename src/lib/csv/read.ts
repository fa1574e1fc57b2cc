import Papa from 'papaparse';
import { decodeText, notATable, type Encoding } from './encoding.ts';
import type { Problem } from './problem.ts';
import { unguarded } from './write.ts';

/** One row of a table, with its number as a spreadsheet shows it: the headings are row 1, and blank rows count. */
export type Row = { row: number; cells: string[] };

/** A file as a table. Rows without any text are left out. */
export type Table = {
	file: string;
	encoding: Encoding;
	separator: string;
	headings: string[];
	rows: Row[];
	problems: Problem[];
};

const SEPARATORS = [',', ';', '\t', '|'];

/** The separator that stands most often in the first row that has text, outside quotes. */
const separatorOf = (text: string): string => {
	const counts = new Map(SEPARATORS.map((separator) => [separator, 0]));
	let quoted = false;
	let hasText = false;
	for (const character of text) {
		if (character === '"') quoted = !quoted;
		else if (character === '\n' && !quoted && hasText) break;
		else if (!quoted && counts.has(character)) counts.set(character, (counts.get(character) ?? 0) + 1);
		if (character !== '\n') hasText = true;
	}
	return SEPARATORS.reduce((best, one) => ((counts.get(one) ?? 0) > (counts.get(best) ?? 0) ? one : best));
};

const isBlank = (cells: string[]) => cells.every((cell) => cell.trim() === '');

/**
 * Reads the bytes of a file as a spreadsheet saved them. Line ends of every sort end a row, and inside quotes become
 * `\n`. What cannot be read as a table is told in `problems`; a row that has one is not among the rows.
 */
export const read = (file: string, bytes: Uint8Array): Table => {
	const table: Table = { file, encoding: 'utf-8', separator: ',', headings: [], rows: [], problems: [] };
	const tell = (row: number | null, what: string, todo: string) =>
		table.problems.push({ file, row, column: null, value: null, what, do: todo });

	const other = notATable(bytes);
	if (other) {
		tell(null, other.what, other.do);
		return table;
	}
	const { text, encoding } = decodeText(bytes);
	const lines = text.replace(/\r\n?/g, '\n');
	if (lines.trim() === '') {
		tell(null, 'The file is empty.', 'Send a file with a row of headings and a row for each record.');
		return { ...table, encoding };
	}
	const separator = separatorOf(lines);
	const parsed = Papa.parse<string[]>(lines, { delimiter: separator, newline: '\n', skipEmptyLines: false });
	const [first = [], ...rest] = parsed.data.map((cells) => cells.map(unguarded));
	const misquoted = new Set(
		parsed.errors.filter(({ type }) => type === 'Quotes').map(({ row }) => (row ?? 0) + 1)
	);
	if (isBlank(first)) {
		tell(1, 'The first row has no headings.', 'Put the headings into the first row.');
		return { ...table, encoding, separator };
	}
	const headings = first.slice(0, first.length - trailingBlanks(first));
	if (misquoted.has(1))
		tell(1, 'A quotation mark in the headings is not closed.', 'Write the headings without quotation marks.');
	rest.forEach((cells, index) => {
		const row = index + 2;
		const width = cells.length - trailingBlanks(cells);
		if (width === 0) return;
		if (misquoted.has(row))
			tell(
				row,
				`A quotation mark in row ${row} is not closed, or stands in the middle of a cell.`,
				'Save the file from a spreadsheet, or write each such mark twice and put the whole cell in quotation marks.'
			);
		else if (width > headings.length || cells.length < headings.length)
			tell(
				row,
				`Row ${row} has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}, but there are ${headings.length} headings.`,
				'Look for a missing or an extra separator, and put text that holds one in quotation marks.'
			);
		else table.rows.push({ row, cells: cells.slice(0, headings.length) });
	});
	return { ...table, encoding, separator, headings };
};

/** How many cells at the end of a row are blank. */
const trailingBlanks = (cells: string[]): number => {
	let count = 0;
	while (count < cells.length && (cells[cells.length - 1 - count] ?? '').trim() === '') count += 1;
	return count;
};
