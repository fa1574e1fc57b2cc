/** What a spreadsheet could take for a formula, also behind white space or as a full-width sign (OWASP, “CSV Injection”). */
const FORMULA = /^'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/;
const NUMBER = /^-?\d+(\.\d+)?$/;

/** A cell that a spreadsheet would take for a formula, made harmless by an apostrophe. Numbers stay numbers. */
const guarded = (cell: string) => (FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell);

/** The cell as it was before it was guarded. */
export const unguarded = (cell: string): string =>
	cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;

const quoted = (cell: string, separator: string) =>
	cell.includes('"') || cell.includes(separator) || /[\r\n]|^\s|\s$/.test(cell)
		? `"${cell.replaceAll('"', '""')}"`
		: cell;

/**
 * Rows as a CSV that spreadsheets read rightly: a byte order mark, CRLF, quotes where needed, and nothing that could run
 * as a formula. `csv/read.ts` gives the very same cells back.
 */
export const write = (
	headings: readonly string[],
	rows: readonly (readonly (string | number | boolean | null | undefined)[])[],
	separator = ','
): string =>
	'\uFEFF' +
	[headings, ...rows]
		.map(
			(cells) => cells.map((cell) => quoted(guarded(String(cell ?? '')), separator)).join(separator) + '\r\n'
		)
		.join('');
