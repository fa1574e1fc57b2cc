import type { z } from 'zod';
import type { Columns } from './columns.ts';
import { shown, type Problem } from './problem.ts';
import type { Table } from './read.ts';

/** A row that its schema accepts. */
export type Checked<Fields> = { row: number; fields: Fields };

/**
 * Puts each row through the schema that the form uses. Only the file's own columns are in `fields`, so that what a file
 * does not speak of stays as it is. A row that repeats the key of an earlier one is a problem, too.
 */
export const check = <Schema extends z.ZodObject>(
	table: Table,
	columns: Columns,
	{ schema, key }: { schema: Schema; key: readonly string[] }
): { rows: Checked<z.infer<Schema>>[]; problems: Problem[] } => {
	const rows: Checked<z.infer<Schema>>[] = [];
	const problems: Problem[] = [];
	const seen = new Map<string, number>();
	for (const { row, cells } of table.rows) {
		const value = (column: string) => cells[columns.get(column) ?? -1] ?? '';
		const tell = (column: string, what: string, todo: string) =>
			problems.push({ file: table.file, row, column, value: shown(value(column)), what, do: todo });

		const parsed = schema.safeParse(
			Object.fromEntries([...columns.keys()].map((field) => [field, value(field)]))
		);
		if (!parsed.success) {
			for (const { path, message } of parsed.error.issues) {
				const column = String(path[0] ?? key[0]);
				tell(column, whatIsWrong(value(column), column, row), message);
			}
			continue;
		}
		const own = key.map((field) => value(field).trim()).join('\n');
		const earlier = seen.get(own);
		if (earlier !== undefined)
			tell(
				key[0] ?? '',
				`Row ${row} is about the same record as row ${earlier}: ‘${shown(own)}’.`,
				'Delete one of the two rows, or give it its own reference.'
			);
		else {
			seen.set(own, row);
			rows.push({ row, fields: parsed.data });
		}
	}
	return { rows, problems };
};

const whatIsWrong = (value: string, column: string, row: number) =>
	shown(value) === ''
		? `The cell of the column ‘${column}’ in row ${row} is empty.`
		: `‘${shown(value)}’ in the column ‘${column}’ of row ${row} cannot be used.`;
