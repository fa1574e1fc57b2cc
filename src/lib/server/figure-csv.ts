import { write } from '#lib/csv/write.ts';
import type { Figure } from '#lib/charts/figure.ts';

/**
 * The table of a figure as CSV, and beside every row what it is of: the data, the scope and the day, so that the file
 * can be read by itself. An empty cell is "not known".
 */
export const figureCsv = ({ table, context }: Figure): string => {
	const about = {
		data_set: context.data,
		scope: context.scope,
		as_at: context.as_at,
		known_at: context.known_at ?? null
	};
	const keys = table.columns.map(({ key }) => key);
	return write(
		[...keys, ...Object.keys(about)],
		table.rows.map((row) => [...keys.map((key) => row[key] ?? null), ...Object.values(about)])
	);
};
