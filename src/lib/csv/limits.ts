import { FILE_KEPT_DAYS } from '#lib/domain/import.ts';

/** How much one file can hold. Stated on the page before an upload, and in the message after one that is too large. */
export const LIMITS = {
	/** Rows below the headings. */
	rows: 200_000,
	bytes: 50 * 1024 * 1024,
	/** A workbook is packed, and has to be held as a whole. */
	workbook_bytes: 10 * 1024 * 1024,
	unpacked_bytes: 150 * 1024 * 1024,
	columns: 200,
	/** Characters in one cell: as many as a spreadsheet can hold. */
	cell: 32_767
} as const;

const count = (n: number) => n.toLocaleString('en-GB');
const megabytes = (bytes: number) => `${count(bytes / 1024 / 1024)} MB`;

/** The limits, a sentence each. */
export const limitsInWords = (): string[] => [
	`A CSV file can have ${megabytes(LIMITS.bytes)}, an Excel workbook (.xlsx) ${megabytes(LIMITS.workbook_bytes)}.`,
	`It can have ${count(LIMITS.rows)} rows and ${count(LIMITS.columns)} columns.`,
	`A cell can have ${count(LIMITS.cell)} characters.`,
	`The file is kept for ${FILE_KEPT_DAYS} days, so that rows that were left out can be downloaded. What became of each row is kept for good.`
];
