import { decoder } from './encoding.ts';
import type { Dialect, Row } from './dialect.ts';
import { LIMITS } from './limits.ts';
import { ofFile, type Problem } from './problem.ts';
import { cutter, type Written } from './records.ts';
import { notAWorkbook, Unreadable, UNREADABLE, writtenIn } from './workbook.ts';
import { namesSeparator } from './separators.ts';
import { unguarded } from './write.ts';

/** The bytes of a file, in pieces of any size. */
export type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** What is wrong with a file or a row, and the cells of a row that has too many or too few of them. */
export type Unread = Problem & { written?: string[] };

/** What comes out of a file, in its order: the headings once, then rows and what is wrong with others. */
export type Part = { headings: string[] } | Row | Unread;

/** Whether a part of a file is one of its rows. */
export const isRow = (part: Part): part is Row => 'cells' in part;

/** How many cells of a row are left without the blank ones at its end. */
const widthOf = (cells: readonly string[]): number => {
	let width = cells.length;
	while (width > 0 && (cells[width - 1] ?? '').trim() === '') width -= 1;
	return width;
};

const FAULTS = {
	'open quote': (row: number) => [
		`A quotation mark in row ${row} is not closed, and all that follows was read as one cell.`,
		'Close it, or write each mark inside a cell twice and put the whole cell in quotation marks.'
	],
	'stray quote': (row: number) => [
		`A quotation mark in row ${row} is not closed, or stands in the middle of a cell.`,
		'Save the file from a spreadsheet, or write each such mark twice and put the whole cell in quotation marks.'
	],
	'long cell': (row: number) => [
		`A cell in row ${row} has more than ${LIMITS.cell.toLocaleString('en-GB')} characters.`,
		'Shorten it. A quotation mark that is not closed can also be the reason.'
	],
	'many cells': (row: number) => [
		`Row ${row} has more than ${LIMITS.columns} cells.`,
		'Delete the columns that are not needed.'
	]
} as const;

/** Tells apart headings, rows and problems in what was cut out of a file. */
export const sorter = (
	file: string,
	dialect: Pick<Dialect, 'header_row'> & { format?: Dialect['format'] }
) => {
	let width: number | undefined;
	let rows = 0;
	let hasText = false;
	let isOver = false;
	/** How many lines stand above the first row that a spreadsheet counts. */
	let above = 0;
	const problem = (row: number | null, what = '', todo = ''): Problem => ({
		file,
		row,
		column: null,
		value: null,
		what,
		do: todo
	});

	/** A workbook leaves empty cells at the end of a row out; in a CSV file a cell that is missing is a fault. */
	const padded = (cells: string[], to: number) =>
		dialect.format === 'xlsx' && cells.length < to
			? [...cells, ...Array<string>(to - cells.length).fill('')]
			: cells;

	function* take(written: Written): Generator<Part> {
		if (isOver) return;
		const { fault } = written;
		const cells = padded(written.cells, width ?? 0);
		if (written.row === 1 && namesSeparator(cells)) {
			above = 1;
			return;
		}
		const row = written.row - above;
		const filled = widthOf(cells);
		hasText ||= filled > 0 || fault !== null;
		if (dialect.header_row !== null && row < dialect.header_row) return;
		if (row === dialect.header_row) {
			width = filled;
			if (fault) {
				const [what, todo] = FAULTS[fault](row);
				yield problem(row, what, todo);
			}
			if (filled > 0) yield { headings: cells.slice(0, filled).map(unguarded) };
			return;
		}
		if (width === 0) return;
		if (filled === 0 && !fault) return;
		if (width === undefined) {
			width = cells.length;
			yield { headings: cells.map((_, place) => `Column ${place + 1}`) };
		}
		rows += 1;
		if (rows > LIMITS.rows) {
			isOver = true;
			const most = LIMITS.rows.toLocaleString('en-GB');
			return yield problem(
				null,
				`The file has more than ${most} rows.`,
				'Split it into several files and send each.'
			);
		}
		if (fault) {
			const [what, todo] = FAULTS[fault](row);
			// Of the other faults something is cut off, which must not come back as if it were all.
			yield {
				...problem(row, what, todo),
				...(fault === 'stray quote' ? { written: cells.map(unguarded) } : {})
			};
		} else if (filled > width || cells.length < width) {
			const what = `Row ${row} has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}, but there ${width === 1 ? 'is 1' : `are ${width}`} ${dialect.header_row === null ? 'column' : 'heading'}${width === 1 ? '' : 's'}.`;
			const todo =
				'Look for a missing or an extra separator, and put text that holds one in quotation marks.';
			yield { ...problem(row, what, todo), written: cells.map(unguarded) };
		} else yield { row, cells: cells.slice(0, width).map(unguarded) };
	}

	function* end(): Generator<Part> {
		if (!hasText)
			yield problem(
				null,
				'The file is empty.',
				'Send a file with a row of headings and a row for each record.'
			);
		else if (!width && !isOver)
			yield problem(
				dialect.header_row,
				dialect.header_row === 1
					? 'The first row has no headings.'
					: `There are no headings in row ${dialect.header_row}.`,
				dialect.header_row === 1
					? 'Put the headings into the first row.'
					: 'Choose the row that the headings are in.'
			);
	}

	return { take, end, isOver: () => isOver };
};

/** A file as a whole, where it has no more bytes than are allowed. */
export const gathered = async (bytes: Bytes, most: number): Promise<Uint8Array | undefined> => {
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of bytes) {
		chunks.push(chunk);
		length += chunk.length;
		if (length > most) return undefined;
	}
	const all = new Uint8Array(length);
	let at = 0;
	for (const chunk of chunks) {
		all.set(chunk, at);
		at += chunk.length;
	}
	return all;
};

async function* partsOfWorkbook(file: string, bytes: Bytes, dialect: Dialect): AsyncGenerator<Part> {
	const all = await gathered(bytes, LIMITS.workbook_bytes);
	const fault = notAWorkbook(all ?? new Uint8Array(LIMITS.workbook_bytes + 1));
	if (!all || fault) return yield ofFile(file, fault ?? UNREADABLE);
	const sort = sorter(file, dialect);
	try {
		for await (const written of writtenIn(all, dialect.sheet ?? '')) {
			yield* sort.take(written);
			if (sort.isOver()) return;
		}
	} catch (error) {
		if (!(error instanceof Unreadable)) throw error;
		return yield ofFile(file, UNREADABLE);
	}
	yield* sort.end();
}

async function* partsOfText(file: string, bytes: Bytes, dialect: Dialect): AsyncGenerator<Part> {
	const text = decoder(dialect.encoding);
	const cut = cutter(dialect.separator);
	const sort = sorter(file, dialect);
	let arrived = 0;
	for await (const chunk of bytes) {
		arrived += chunk.length;
		if (arrived > LIMITS.bytes)
			return yield ofFile(file, {
				what: `The file is larger than ${LIMITS.bytes / 1024 / 1024} MB.`,
				do: 'Split it into several files and send each.'
			});
		for (const piece of text.push(chunk))
			for (const written of cut.push(piece)) {
				yield* sort.take(written);
				if (sort.isOver()) return;
			}
	}
	for (const written of [...cut.push(text.end()), ...cut.end()]) yield* sort.take(written);
	yield* sort.end();
}

/** Everything in a file, as it is read, in one pass. Of a CSV file no more is held than a row and a piece. */
export const parts = (file: string, bytes: Bytes, dialect: Dialect): AsyncGenerator<Part> =>
	dialect.format === 'xlsx' ? partsOfWorkbook(file, bytes, dialect) : partsOfText(file, bytes, dialect);

/** The rows of a file below its headings, and what is wrong with those that cannot be read. */
export async function* rows(file: string, bytes: Bytes, dialect: Dialect): AsyncGenerator<Row | Unread> {
	for await (const part of parts(file, bytes, dialect)) if (!('headings' in part)) yield part;
}
