import {
	ENCODING_NAMES,
	SEPARATOR_NAMES,
	type Dialect,
	type Doubt,
	type Readings,
	type Row
} from './dialect.ts';
import { encodingOf, type Found } from './encodings.ts';
import { LIMITS } from './limits.ts';
import { decoder, isZip, notATable } from './encoding.ts';
import { headerRowOf, notesOnHeadings } from './headings.ts';
import { ofFile, shown, type Problem } from './problem.ts';
import { gathered, isRow, parts, type Bytes } from './rows.ts';
import { cutSample, namedSeparator, separatorsOf } from './separators.ts';
import { watcher } from './watcher.ts';
import {
	layoutOf,
	notAWorkbook,
	sheetsOf,
	UNREADABLE,
	Unreadable,
	writtenIn,
	type Layout
} from './workbook.ts';

const SAMPLE_ROWS = 100;
const PREVIEW_ROWS = 4;
const MOST_SHEETS = 8;

type Preview = string[][];
const preview = (rows: readonly (readonly string[])[]): Preview =>
	rows.slice(0, PREVIEW_ROWS).map((cells) => cells.slice(0, 8).map(shown));

const separatorDoubt = (found: ReturnType<typeof separatorsOf>): Doubt[] =>
	found.length < 2
		? []
		: [
				{
					about: 'separator',
					question: 'What separates the columns? Choose the reading that looks like the table.',
					answers: found.map(({ separator, rows }) => ({
						value: separator,
						label: `A ${SEPARATOR_NAMES[separator]}`,
						preview: preview(rows)
					}))
				}
			];

const headerDoubt = (rows: string[][], found: ReturnType<typeof headerRowOf>): Doubt[] => {
	if (found.sure) return [];
	const values = [...new Set([found.header_row, ...found.others])];
	return [
		{
			about: 'header_row',
			question: 'Which row has the headings?',
			answers: values.map((value) => ({
				value,
				label: value === null ? 'The file has no headings' : `Row ${value}`,
				preview: preview(rows.slice((value ?? 1) - 1))
			}))
		}
	];
};

/** What the first look at a file found: how it can be read, what is asked, and what is to be told. */
type Look = { dialect: Dialect; doubts: Doubt[]; notes: string[] };

const lookAtText = (found: Found, chosen: Partial<Dialect>): Look => {
	const encoding = chosen.encoding ?? found.encoding;
	const text = [...decoder(encoding).push(found.sample)].join('');
	const separators = separatorsOf(text, found.isWhole);
	const separator = chosen.separator ?? separators[0]?.separator ?? ',';
	const rows = cutSample(text, separator, found.isWhole);
	const header = headerRowOf(rows);
	return {
		dialect: {
			format: 'csv',
			encoding,
			separator,
			sheet: null,
			header_row: chosen.header_row === undefined ? header.header_row : chosen.header_row,
			day_order: null
		},
		doubts: [...found.doubts, ...separatorDoubt(separators), ...headerDoubt(rows, header)],
		notes: [
			...found.notes,
			...(namedSeparator(text)
				? [`The first line names the separator, a ${SEPARATOR_NAMES[separator]}. It is not counted as a row.`]
				: [])
		]
	};
};

/** The first rows of a sheet as they stand in it: those that are left out there are blank here. */
const firstRowsOf = async (bytes: Uint8Array, sheet: string): Promise<string[][]> => {
	const rows: string[][] = [];
	for await (const { row, cells } of writtenIn(bytes, sheet)) {
		if (row > SAMPLE_ROWS) break;
		while (rows.length < row - 1) rows.push([]);
		rows.push(cells);
	}
	return rows;
};

const few = (names: readonly (string | number)[]) =>
	`${names.slice(0, 10).join(', ')}${names.length > 10 ? ' and more' : ''}`;

/** What a person should know of a sheet that does not show all of its cells as they are read. */
const notesOnLayout = ({ rows, columns, merged }: Layout, header_row: number): string[] => {
	const below = merged.filter(({ to }) => to > header_row).map(({ range }) => range);
	return [
		...(rows.length > 0
			? [
					`${rows.length === 1 ? 'A row is' : `${rows.length.toLocaleString('en-GB')} rows are`} hidden in the sheet: ${few(rows)}. They are read like the others. Delete them in the workbook if they do not belong to the table.`
				]
			: []),
		...(columns.length > 0
			? [
					`${columns.length === 1 ? 'A column is' : `${columns.length} columns are`} hidden in the sheet: ${few(columns)}. Their values are shown below like the others.`
				]
			: []),
		...(below.length > 0
			? [
					`Cells are merged in the sheet: ${few(below)}. Only the first of them has the value, and the others are read as empty. Where each row should have it, unmerge them in the workbook and fill them in.`
				]
			: [])
	];
};

const lookAtWorkbook = async (bytes: Uint8Array, chosen: Partial<Dialect>): Promise<Look> => {
	const sheets = await sheetsOf(bytes);
	const name = chosen.sheet ?? (sheets.find(({ hidden }) => !hidden) ?? sheets[0])?.name ?? '';
	const rows = await firstRowsOf(bytes, name);
	const header = headerRowOf(rows);
	const header_row = chosen.header_row === undefined ? header.header_row : chosen.header_row;
	const hiddenSheets = sheets.filter((sheet) => sheet.hidden).map((sheet) => `‘${sheet.name}’`);
	const doubts: Doubt[] = headerDoubt(rows, header);
	if (sheets.length > 1) {
		const ordered = [...sheets].sort((a, b) => Number(b.name === name) - Number(a.name === name));
		const answers = [];
		for (const sheet of ordered.slice(0, MOST_SHEETS))
			answers.push({
				value: sheet.name,
				label: sheet.hidden ? `${sheet.name} (hidden)` : sheet.name,
				preview: preview(await firstRowsOf(bytes, sheet.name))
			});
		doubts.unshift({ about: 'sheet', question: 'Which sheet has the table?', answers });
	}
	return {
		dialect: {
			format: 'xlsx',
			encoding: 'utf-8',
			separator: ',',
			sheet: name,
			header_row,
			day_order: null
		},
		doubts,
		notes: [
			...(hiddenSheets.length > 0
				? [
						`${hiddenSheets.join(', ')} ${hiddenSheets.length === 1 ? 'is a hidden sheet, and is read only if you choose it' : 'are hidden sheets, and are read only if you choose one of them'}.`
					]
				: []),
			...notesOnLayout(await layoutOf(bytes, name), header_row ?? 0)
		]
	};
};

const look = async (
	open: () => Bytes,
	chosen: Partial<Dialect>
): Promise<Look | { what: string; do: string }> => {
	const found = await encodingOf(open());
	const other = notATable(found.sample);
	if (!isZip(found.sample)) return other ?? lookAtText(found, chosen);
	const all = await gathered(open(), LIMITS.workbook_bytes);
	const fault = notAWorkbook(all ?? new Uint8Array(LIMITS.workbook_bytes + 1));
	if (!all || fault) return fault ?? UNREADABLE;
	try {
		return await lookAtWorkbook(all, chosen);
	} catch (error) {
		if (error instanceof Unreadable) return UNREADABLE;
		throw error;
	}
};

/**
 * Finds out how a file is to be read, and what a person must decide about it; or why it is no table at all. `open` gives
 * the bytes from the beginning, each time that it is called: a CSV file is read twice, and no more than a sample is held.
 * With `chosen`, it is read as a person said, and nothing is asked that the choice has answered.
 */
export const readings = async (
	file: string,
	open: () => Bytes,
	chosen: Partial<Dialect> = {}
): Promise<Readings | Problem> => {
	const looked = await look(open, chosen);
	if ('what' in looked) return ofFile(file, looked);
	const { dialect } = looked;
	dialect.day_order = chosen.day_order ?? null;

	const watch = watcher();
	const sample: Row[] = [];
	let headings: string[] = [];
	let problem: Problem | undefined;
	let row_count = 0;
	for await (const part of parts(file, open(), dialect)) {
		if ('headings' in part) headings = part.headings;
		else if (!isRow(part)) problem = part.row === null ? part : (problem ?? part);
		else {
			row_count += 1;
			if (sample.length < SAMPLE_ROWS) sample.push(part);
			watch.look(part);
		}
	}
	const isOfAll = problem && (problem.row === null || problem.row === dialect.header_row);
	if (problem && (headings.length === 0 || (isOfAll && looked.doubts.length === 0))) return problem;

	const order = watch.order();
	if (chosen.day_order === undefined) dialect.day_order = order.day_order;
	const { header_row } = dialect;
	return {
		dialect,
		doubts: [...looked.doubts, ...(order.doubt ? [order.doubt] : [])].filter(
			({ about }) => chosen[about] === undefined
		),
		notes: [
			...looked.notes,
			...(header_row !== null && header_row > 1
				? [
						`${header_row === 2 ? 'Row 1 is' : `Rows 1 to ${header_row - 1} are`} above the headings and left out.`
					]
				: []),
			...(row_count === 0 && !problem
				? ['There are headings and no rows below them. Send a file with a row for each record.']
				: []),
			...(header_row === null ? ['The file has no headings.'] : notesOnHeadings(headings)),
			...(chosen.day_order === undefined && order.note ? [order.note] : []),
			...watch.notes()
		],
		headings,
		sample,
		row_count
	};
};

/** How a file was read, in a sentence. */
export const inWords = ({ encoding, separator, format, sheet }: Dialect): string =>
	format === 'xlsx'
		? `An Excel workbook, its sheet ‘${sheet}’.`
		: `A CSV file in ${ENCODING_NAMES[encoding]}, its columns separated by a ${SEPARATOR_NAMES[separator]}.`;
