import { z } from 'zod';

/** The encodings in which spreadsheets save their files. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** What can stand between two cells. */
export const SEPARATORS = [',', ';', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

/** In which order a file writes the parts of a day: 31/12/2026 or 12/31/2026. */
export const DAY_ORDERS = ['dmy', 'mdy'] as const;
export type DayOrder = (typeof DAY_ORDERS)[number];

/** How a file is to be read. It is kept with its import, so that the file can be read again in the very same way. */
export const Dialect = z.object({
	format: z.enum(['csv', 'xlsx']),
	encoding: z.enum(ENCODINGS, { error: `Choose the encoding from: ${ENCODINGS.join(', ')}.` }),
	separator: z.enum(SEPARATORS, { error: 'Choose the separator: a comma, a semicolon, a tab or a bar.' }),
	/** The sheet of a workbook; none in a CSV file. */
	sheet: z.string().max(200).nullable(),
	/** The row of the headings as a spreadsheet numbers it; none where a file has no headings, only columns. */
	header_row: z.number().int().min(1).nullable(),
	/** The order of day and month; none where no cell leaves it open. */
	day_order: z.enum(DAY_ORDERS, { error: 'Say whether the day or the month comes first.' }).nullable()
});
export type Dialect = z.infer<typeof Dialect>;

/** One row of a table, with its number as a spreadsheet shows it. Blank rows count. */
export type Row = { row: number; cells: string[] };

/** Which part of the dialect is asked about. */
export type Asked = 'encoding' | 'separator' | 'sheet' | 'header_row' | 'day_order';

/**
 * Something about a file that it leaves open, as a question for a person. `answers` begin with the one in the dialect;
 * each has the value that it puts into the dialect, and shows how some cells would then read.
 */
export type Doubt = {
	about: Asked;
	question: string;
	answers: { value: string | number | null; label: string; preview: string[][] }[];
};

/** What was found out about a file. Where `dialect` is not right, the answers to the doubts say how to read it. */
export type Readings = {
	dialect: Dialect;
	doubts: Doubt[];
	/** What a person should know and need not decide: hidden rows, broken text, a `sep=` line. */
	notes: string[];
	/** The headings as they stand; where there are none, `Column 1` and so on. */
	headings: string[];
	/** The first rows below the headings. */
	sample: Row[];
	/** How many rows below the headings have text. */
	row_count: number;
};

/** The dialect with a doubt answered. */
export const answered = (dialect: Dialect, about: Asked, value: string | number | null): Dialect =>
	Dialect.parse({ ...dialect, [about]: value });

/** A separator as people call it. */
export const SEPARATOR_NAMES: Record<Separator, string> = {
	',': 'comma',
	';': 'semicolon',
	'\t': 'tab',
	'|': 'bar'
};

/** An encoding as people call it. */
export const ENCODING_NAMES: Record<Encoding, string> = {
	'utf-8': 'UTF-8',
	'utf-16le': 'UTF-16',
	'utf-16be': 'UTF-16, big end first',
	'windows-1252': 'Windows-1252, as older spreadsheets save'
};
