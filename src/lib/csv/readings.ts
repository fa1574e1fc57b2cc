import {
	ENCODING_NAMES,
	SEPARATOR_NAMES,
	type DayOrder,
	type Dialect,
	type Doubt,
	type Readings,
	type Row
} from './dialect.ts';
import { dayIn, orderIn } from './days.ts';
import { encodingOf } from './encodings.ts';
import { decoder, notATable } from './encoding.ts';
import { headerRowOf, notesOnHeadings } from './headings.ts';
import { beforeBreaking } from './mojibake.ts';
import { shown, type Problem } from './problem.ts';
import { isRow, parts, type Bytes } from './rows.ts';
import { cutSample, namedSeparator, separatorsOf } from './separators.ts';

const SAMPLE_ROWS = 100;
const EXAMPLES = 3;
const PREVIEW_ROWS = 4;

const ORDER_NAMES: Record<DayOrder, string> = {
	dmy: 'The day comes first, as in Britain',
	mdy: 'The month comes first, as in the United States'
};

type Preview = string[][];
const preview = (rows: readonly (readonly string[])[]): Preview =>
	rows.slice(0, PREVIEW_ROWS).map((cells) => cells.slice(0, 8).map(shown));

/** Looks at every cell of a file once, and remembers what a person should know about them. */
const watcher = () => {
	const orders: Record<DayOrder | 'both', string[]> = { dmy: [], mdy: [], both: [] };
	const counts = { dmy: 0, mdy: 0, both: 0 };
	const broken: { row: number; cell: string; before: string }[] = [];
	let brokenCount = 0;
	let nuls = 0;
	let lost = 0;
	const look = ({ row, cells }: Row) => {
		for (const cell of cells) {
			const order = orderIn(cell);
			if (order) {
				counts[order] += 1;
				if (orders[order].length < EXAMPLES && !orders[order].includes(cell)) orders[order].push(cell);
			}
			if (cell.includes('\0')) nuls += 1;
			if (cell.includes('\uFFFD')) lost += 1;
			const before = beforeBreaking(cell);
			if (before === undefined) continue;
			brokenCount += 1;
			if (broken.length < EXAMPLES) broken.push({ row, cell, before });
		}
	};
	const many = (count: number) => (count === 1 ? '1 cell' : `${count.toLocaleString('en-GB')} cells`);
	const notes = (): string[] => {
		const found: string[] = [];
		const [first] = broken;
		if (first)
			found.push(
				`The text of ${many(brokenCount)} was broken by a wrong encoding before it was sent: in row ${first.row}, ‘${shown(first.cell)}’ was probably ‘${shown(first.before)}’. It is taken as it stands. Mend it where the file was made, and send that file instead.`
			);
		if (lost > 0)
			found.push(
				`${many(lost)} had bytes that are no text in this encoding; � stands in their place. Look whether another encoding reads better.`
			);
		if (nuls > 0)
			found.push(`${many(nuls)} had a NUL byte, which cannot be stored. Those rows will be refused.`);
		return found;
	};
	/** What the days of the file say about their order; a question where they leave it open or contradict each other. */
	const order = (): { day_order: DayOrder | null; doubt?: Doubt; note?: string } => {
		if (counts.both + counts.dmy + counts.mdy === 0) return { day_order: null };
		if (counts.mdy === 0 && counts.dmy > 0)
			return {
				day_order: 'dmy',
				note: `Days are written with the day first, as ${orders.dmy[0]} shows.`
			};
		if (counts.dmy === 0 && counts.mdy > 0)
			return {
				day_order: 'mdy',
				note: `Days are written with the month first, as ${orders.mdy[0]} shows.`
			};
		const examples = orders.both.length > 0 ? orders.both : [...orders.dmy, ...orders.mdy];
		const answer = (value: DayOrder) => ({
			value,
			label: ORDER_NAMES[value],
			preview: examples.map((cell) => [cell, dayIn(cell, value) ?? 'no day'])
		});
		const question =
			counts.dmy > 0
				? `Some days in this file can only have the day first (${orders.dmy[0]}), others only the month (${orders.mdy[0]}). Which is right? The others will be refused.`
				: `Days such as ${examples[0]} can be read in two ways. Which comes first in this file, the day or the month?`;
		return {
			day_order: 'dmy',
			doubt: { about: 'day_order', question, answers: [answer('dmy'), answer('mdy')] }
		};
	};
	return { look, notes, order };
};

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

/**
 * Finds out how a file is to be read, and what a person must decide about it; or why it is no table at all. `open` gives
 * the bytes from the beginning, each time that it is called: the file is read twice, and no more than a sample is held.
 * With `chosen`, it is read as a person said, and nothing is asked that the choice has answered.
 */
export const readings = async (
	file: string,
	open: () => Bytes,
	chosen: Partial<Dialect> = {}
): Promise<Readings | Problem> => {
	const found = await encodingOf(open());
	const other = notATable(found.sample);
	if (other) return { file, row: null, column: null, value: null, ...other };

	const encoding = chosen.encoding ?? found.encoding;
	const text = [...decoder(encoding).push(found.sample)].join('');
	const separators = separatorsOf(text, found.isWhole);
	const separator = chosen.separator ?? separators[0]?.separator ?? ',';
	const rows = cutSample(text, separator, found.isWhole);
	const header = headerRowOf(rows);
	const dialect: Dialect = {
		format: 'csv',
		encoding,
		separator,
		sheet: null,
		header_row: chosen.header_row === undefined ? header.header_row : chosen.header_row,
		day_order: chosen.day_order ?? null
	};

	const watch = watcher();
	const sample: Row[] = [];
	let headings: string[] = [];
	let problem: Problem | undefined;
	let row_count = 0;
	for await (const part of parts(file, open(), dialect)) {
		if ('headings' in part) headings = part.headings;
		else if (!isRow(part)) problem ??= part;
		else {
			row_count += 1;
			if (sample.length < SAMPLE_ROWS) sample.push(part);
			watch.look(part);
		}
	}
	if (headings.length === 0 && problem) return problem;

	const order = watch.order();
	if (chosen.day_order === undefined) dialect.day_order = order.day_order;
	const doubts = [
		...found.doubts,
		...separatorDoubt(separators),
		...headerDoubt(rows, header),
		...(order.doubt ? [order.doubt] : [])
	].filter(({ about }) => chosen[about] === undefined);
	const notes = [
		...found.notes,
		...(namedSeparator(text)
			? [`The first line names the separator, a ${SEPARATOR_NAMES[separator]}. It is not counted as a row.`]
			: []),
		...(dialect.header_row !== null && dialect.header_row > 1
			? [
					`${dialect.header_row === 2 ? 'Row 1 is' : `Rows 1 to ${dialect.header_row - 1} are`} above the headings and left out.`
				]
			: []),
		...(dialect.header_row === null ? ['The file has no headings.'] : notesOnHeadings(headings)),
		...(chosen.day_order === undefined && order.note ? [order.note] : []),
		...watch.notes()
	];
	return { dialect, doubts, notes, headings, sample, row_count };
};

/** How a file was read, in a sentence. */
export const inWords = ({ encoding, separator, format, sheet }: Dialect): string =>
	format === 'xlsx'
		? `An Excel workbook, its sheet ‘${sheet}’.`
		: `A CSV file in ${ENCODING_NAMES[encoding]}, its columns separated by a ${SEPARATOR_NAMES[separator]}.`;
