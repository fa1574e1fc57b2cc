import type { Problem } from './problem.ts';
import type { Table } from './read.ts';

/** A heading without what people write differently: capitals, spaces, hyphens and what cannot be seen. */
export const normal = (heading: string): string =>
	heading
		.normalize('NFKC')
		.replace(/[\p{Cf}\p{Cc}]/gu, ' ')
		.trim()
		.toLowerCase()
		.replace(/[\s_-]+/g, '_');

/** The words of a heading and nothing else: `Rec. ref (no.)` is `rec ref no`. */
export const headingWords = (heading: string): string =>
	normal(heading)
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();

/** Which field stands in which place of a row. */
export type Columns = Map<string, number>;

/** The fields that a file must have, and all that it may have. */
export type Fields = { required: readonly string[]; all: readonly string[] };

/** Finds the field of every heading; says which headings are missing, unknown, blank or there twice. */
export const match = (table: Table, { required, all }: Fields): { columns: Columns; problems: Problem[] } => {
	const columns: Columns = new Map();
	const problems: Problem[] = [];
	const tell = (column: string, what: string, todo: string) =>
		problems.push({ file: table.file, row: 1, column, value: null, what, do: todo });

	table.headings.forEach((heading, place) => {
		const field = normal(heading);
		if (field === '')
			tell('', `Column ${place + 1} has no heading.`, 'Give it a heading, or delete the column.');
		else if (columns.has(field))
			tell(heading, `The heading ‘${heading}’ is there twice.`, 'Delete or rename one of the two columns.');
		else if (!all.includes(field))
			tell(
				heading,
				`The heading ‘${heading}’ is not known here.`,
				`Delete the column or rename it to one of: ${all.join(', ')}.`
			);
		else columns.set(field, place);
	});
	for (const field of required)
		if (!columns.has(field))
			tell(field, `The column ‘${field}’ is missing.`, `Add a column with the heading ‘${field}’.`);
	return { columns, problems };
};
