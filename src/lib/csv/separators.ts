import { SEPARATORS, type Separator } from './dialect.ts';
import { cutter } from './records.ts';

/** A line that some spreadsheets write above everything to name the separator; a spreadsheet does not count it as a row. */
const NAMED = /^sep=([,;\t|])(?:\r\n|\r|\n|$)/i;

/** The separator that the first line names, as in `sep=;`. */
export const namedSeparator = (text: string): Separator | undefined => NAMED.exec(text)?.[1] as Separator;

/** Whether the cells of a first row are the line that names the separator. */
export const namesSeparator = (cells: readonly string[]): boolean =>
	(cells.length === 2 && cells[1] === '' && /^sep=$/i.test(cells[0] ?? '')) ||
	(cells.length === 1 && /^sep=[,;\t|]$/i.test(cells[0] ?? ''));

/** The rows that a text has with a separator, without the last: it may go on. */
export const cutSample = (text: string, separator: Separator, isWhole: boolean): string[][] => {
	const cut = cutter(separator);
	const rows = [...cut.push(text), ...(isWhole ? cut.end() : [])].map(({ cells }) => cells);
	return namesSeparator(rows[0] ?? []) ? rows.slice(1) : rows;
};

type Fit = { separator: Separator; width: number; share: number; rows: string[][] };

const fitOf = (text: string, separator: Separator, isWhole: boolean): Fit => {
	const rows = cutSample(text, separator, isWhole).filter((cells) =>
		cells.some((cell) => cell.trim() !== '')
	);
	const counts = new Map<number, number>();
	for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
	const [width, times] = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0]);
	return { separator, width, share: rows.length === 0 ? 0 : times / rows.length, rows };
};

/** Below this share of rows with as many cells as most have, a separator does not explain a file. */
const ENOUGH = 0.5;
/** Another separator that makes rows as even as this leaves the question open. */
const EVEN = 0.95;

/**
 * The separators that could be a file's, the likeliest first: the one that cuts most rows into equally many cells, then
 * the one that makes more of them. More than one only where the file leaves it open.
 */
export const separatorsOf = (
	text: string,
	isWhole: boolean
): { separator: Separator; rows: string[][] }[] => {
	const named = namedSeparator(text);
	const fits = SEPARATORS.map((separator) => fitOf(text, separator, isWhole));
	if (named) return fits.filter(({ separator }) => separator === named);
	const able = fits.filter(({ width, share }) => width > 1 && share >= ENOUGH);
	const weight = ({ width, share }: Fit) => (share >= EVEN ? 100 : 0) + share * Math.log2(width);
	const [best, ...others] = able.sort((a, b) => weight(b) - weight(a));
	if (!best) return fits.slice(0, 1);
	return [best, ...others.filter(({ share, rows }) => share >= EVEN && rows.length > 1)];
};

/** The separator that stands most often in the first row, outside quotes, where the headings are known to be there. */
export const separatorOfHeadings = (text: string): Separator => {
	const named = namedSeparator(text);
	if (named) return named;
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
