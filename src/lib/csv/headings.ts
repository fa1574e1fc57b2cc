import { dayIn, orderIn } from './days.ts';
import { isOds } from './ods.ts';

const isBlank = (cell: string) => cell.trim() === '';
const filledOf = (cells: readonly string[]) => cells.filter((cell) => !isBlank(cell)).length;

const LONGEST_HEADING = 120;

/** Whether a cell is a value rather than the name of one: a number, a day, a link, a long text. */
const isValue = (cell: string): boolean => {
	const text = cell.trim();
	return (
		/^[-+£$€]?[\d.,%\s]+$/.test(text) ||
		/^https?:\/\//i.test(text) ||
		orderIn(text) !== undefined ||
		dayIn(text, 'dmy') !== undefined ||
		text.length > LONGEST_HEADING
	);
};

/** The rows that are looked at for headings. */
const FIRST_ROWS = 30;

/**
 * The row that the headings of a file are in, from 1, and none where it has no headings; and whether that is certain. A
 * row of headings fills at least half of the columns with names, none of them a value; what stands above is a preamble.
 */
export const headerRowOf = (
	rows: readonly (readonly string[])[]
): { header_row: number | null; sure: boolean; others: (number | null)[] } => {
	const first = rows.slice(0, FIRST_ROWS);
	const width = Math.max(0, ...first.map((cells) => filledOf(cells)));
	const wide = first.flatMap((cells, index) => (filledOf(cells) * 2 >= width && width > 0 ? [index] : []));
	const named = wide.filter((index) => first[index]?.every((cell) => isBlank(cell) || !isValue(cell)));
	const rowOf = (index: number) => index + 1;
	const [wideFirst = 0] = wide;
	if (isOds(rows)) return { header_row: null, sure: true, others: [] };
	const others = wide.slice(0, 4).map(rowOf);
	const [found] = named;
	if (found === undefined) return { header_row: rowOf(wideFirst), sure: false, others: [...others, null] };
	// A first row of values with a row of words somewhere below is data without headings.
	if (found > wideFirst && found > 0 && wide.indexOf(found) > 2)
		return { header_row: null, sure: false, others };
	// A row that only heads groups of columns has fewer names than the row of headings below it.
	const isFuller = (index: number) =>
		index <= found + 2 && filledOf(first[index] ?? []) > filledOf(first[found] ?? []);
	const sure = found === 0 && !named.some(isFuller);
	return { header_row: rowOf(found), sure, others: [...others, null] };
};

/** What a person should know about headings: those that are there twice, and columns that have none. */
export const notesOnHeadings = (headings: readonly string[]): string[] => {
	const places = new Map<string, number[]>();
	headings.forEach((heading, place) => {
		const name = heading.trim().toLowerCase();
		places.set(name, [...(places.get(name) ?? []), place + 1]);
	});
	return [...places].flatMap(([name, at]) => {
		if (name === '')
			return [
				at.length === 1
					? `Column ${at[0]} has no heading. Its values are shown, so that you can say what it is.`
					: `Columns ${at.join(', ')} have no heading. Their values are shown, so that you can say what they are.`
			];
		const heading = headings[(at[0] ?? 1) - 1]?.trim();
		return at.length > 1
			? [`The heading ‘${heading}’ is there ${at.length} times: columns ${at.join(', ')}.`]
			: [];
	});
};
