import type { Figure } from './figure.ts';

/** A table of so many rows is read; a longer one is worked with, and for that there is the CSV. */
const MOST_READ = 20;
const SHOWN = 12;

/** Columns whose rows are in the order of time: the newest matter most. */
const TIMES = ['month', 'on'];

/**
 * A figure for a page: of a long table only the first twelve rows, or the newest where they are in the order of time.
 * `all` then says how many rows there are: the CSV has them. The drawing stays as it is.
 */
export const shortTable = (figure: Figure): Figure => {
	const { rows, columns } = figure.table;
	if (rows.length <= MOST_READ) return figure;
	const isOverTime = TIMES.includes(columns[0]?.key ?? '');
	const shown = isOverTime ? rows.slice(-SHOWN) : rows.slice(0, SHOWN);
	return { ...figure, table: { ...figure.table, rows: shown, all: rows.length } };
};
