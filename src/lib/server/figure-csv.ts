import Papa from 'papaparse';
import type { Figure } from './figure.ts';

/**
 * A cell that a spreadsheet could take for a formula. Papa Parse's own test lets one through that has a line break in
 * it, or a space or a full-width sign in front. (OWASP, "CSV Injection".)
 */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

/**
 * The table of a figure as CSV (RFC 4180, CRLF, a heading row, no byte order mark), and beside every row what it is
 * of: the data, the scope and the day, so that the file can be read by itself. An empty cell is "not known".
 */
export const figureCsv = ({ table, context }: Figure): string => {
	const about = {
		data_set: context.data,
		scope: context.scope,
		as_at: context.as_at,
		known_at: context.known_at ?? null
	};
	const keys = table.columns.map(({ key }) => key);
	return Papa.unparse(
		{
			fields: [...keys, ...Object.keys(about)],
			data: table.rows.map((row) => [...keys.map((key) => row[key] ?? null), ...Object.values(about)])
		},
		{ escapeFormulae: FORMULA, newline: '\r\n' }
	);
};
