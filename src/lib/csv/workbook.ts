import { readXlsx, streamXlsxRows } from 'hucre/xlsx';
import { LIMITS } from './limits.ts';
import type { Written } from './records.ts';

/** A sheet of a workbook. */
export type Sheet = { name: string; hidden: boolean };

/** What Excel shows of a number: 15 digits, so that 0.1 + 0.2 is 0.3. */
const DIGITS = 15;

const asText = (value: unknown): string => {
	if (value === null || value === undefined) return '';
	if (value instanceof Date) {
		if (Number.isNaN(value.getTime())) return '';
		const [day = '', time = ''] = value.toISOString().split('T');
		return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 5)}`;
	}
	if (typeof value === 'number') return String(Number(value.toPrecision(DIGITS)));
	if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
	return String(value).replace(/\r\n?/g, '\n');
};

const END_OF_DIRECTORY = 0x06054b50;
const ENTRY = 0x02014b50;

/** What a zip file says of its parts, by its own directory; undefined where it has none. */
const directoryOf = (bytes: Uint8Array): { names: string[]; unpacked: number } | undefined => {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let end = bytes.length - 22;
	// Only a comment may stand behind the end of the directory, and none is longer than this.
	const first = Math.max(0, end - 0xffff);
	while (end >= first && view.getUint32(end, true) !== END_OF_DIRECTORY) end -= 1;
	if (end < first) return undefined;
	const names: string[] = [];
	let unpacked = 0;
	let at = view.getUint32(end + 16, true);
	for (let left = view.getUint16(end + 10, true); left > 0 && at + 46 <= bytes.length; left -= 1) {
		if (view.getUint32(at, true) !== ENTRY) break;
		const length = view.getUint16(at + 28, true);
		unpacked += view.getUint32(at + 24, true);
		names.push(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length)));
		at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
	}
	return { names, unpacked };
};

/** Files that are zip files inside, too: a part that each has, and what it is. */
const OTHER_ZIPS: readonly [part: string, what: string][] = [
	['xl/workbook.bin', 'This is an Excel binary workbook (.xlsb), which cannot be read here.'],
	['content.xml', 'This is an OpenDocument file (.ods), which cannot be read here.'],
	['word/document.xml', 'This is a Word document, and no Excel workbook.'],
	['ppt/presentation.xml', 'This is a PowerPoint file, and no Excel workbook.']
];

/** Why a workbook cannot be read, as what is wrong and what to do; undefined where nothing is known against it. */
export const notAWorkbook = (bytes: Uint8Array): { what: string; do: string } | undefined => {
	if (bytes.length > LIMITS.workbook_bytes)
		return {
			what: `The workbook is larger than ${LIMITS.workbook_bytes / 1024 / 1024} MB.`,
			do: 'Save the sheet as a CSV file, and send that.'
		};
	const directory = directoryOf(bytes);
	const other = OTHER_ZIPS.find(([part]) => directory?.names.includes(part));
	if (other)
		return { what: other[1], do: 'Save it as an Excel workbook (.xlsx) or as a CSV file, and send that.' };
	if (!directory?.names.includes('xl/workbook.xml'))
		return {
			what: 'This is a zip file, and no Excel workbook.',
			do: 'Unpack it, and send the table that is in it.'
		};
	if (directory.unpacked > LIMITS.unpacked_bytes)
		return {
			what: `The workbook would unpack to more than ${LIMITS.unpacked_bytes / 1024 / 1024} MB.`,
			do: 'Save the sheet as a CSV file, and send that.'
		};
	return undefined;
};

/** What is said of a workbook that its own directory promises and its parts do not keep. */
export const UNREADABLE = {
	what: 'The workbook cannot be read: it is damaged, or protected by a password.',
	do: 'Open it in a spreadsheet, save it again without a password, and send that file.'
};

/** Thrown where the library that unpacks workbooks gives one up, in whatever way it does. */
export class Unreadable extends Error {}

const orUnreadable = (cause: unknown): never => {
	throw new Unreadable('The workbook cannot be read.', { cause });
};

/** The sheets of a workbook, in its order. */
export const sheetsOf = async (bytes: Uint8Array): Promise<Sheet[]> => {
	const sheets: Sheet[] = [];
	await readXlsx(bytes, {
		sheets: ({ name, hidden, veryHidden }) => {
			sheets.push({ name, hidden: Boolean(hidden || veryHidden) });
			return false;
		}
	}).catch(orUnreadable);
	return sheets;
};

/** A column as a spreadsheet names it, from 0: A, B, … Z, AA. */
const letters = (place: number): string =>
	(place < 26 ? '' : letters(Math.floor(place / 26) - 1)) + String.fromCharCode(65 + (place % 26));

/** What a sheet hides, and which of its cells are merged, as a spreadsheet names them. */
export type Layout = { rows: number[]; columns: string[]; merged: { range: string; to: number }[] };

/** What a sheet does not show as a table would; `to` is the last row of merged cells. */
export const layoutOf = async (bytes: Uint8Array, sheet: string): Promise<Layout> => {
	const book = await readXlsx(bytes, { sheets: [sheet], range: `A1:A${LIMITS.rows}` }).catch(orUnreadable);
	const {
		rowDefs = new Map<number, { hidden?: boolean }>(),
		columns = [],
		merges = []
	} = book.sheets[0] ?? {};
	return {
		rows: [...rowDefs].flatMap(([index, { hidden }]) => (hidden ? [index + 1] : [])).sort((a, b) => a - b),
		columns: columns.flatMap((column, place) => (column?.hidden ? [letters(place)] : [])),
		merged: merges.map(({ startRow, startCol, endRow, endCol }) => ({
			range: `${letters(startCol)}${startRow + 1}:${letters(endCol)}${endRow + 1}`,
			to: endRow + 1
		}))
	};
};

/** The rows of a sheet as text, one after the other: days as YYYY-MM-DD, formulas as what they came to. */
export async function* writtenIn(bytes: Uint8Array, sheet: string): AsyncGenerator<Written> {
	const rows = streamXlsxRows(bytes, { sheet });
	for (;;) {
		const { value, done } = await rows.next().catch(orUnreadable);
		if (done) return;
		const cells = value.values.map(asText);
		const isLong = cells.some((cell) => cell.length > LIMITS.cell);
		const isWide = cells.slice(LIMITS.columns).some((cell) => cell.trim() !== '');
		yield {
			row: value.index + 1,
			cells: cells.slice(0, LIMITS.columns),
			fault: isWide ? 'many cells' : isLong ? 'long cell' : null
		};
	}
}
