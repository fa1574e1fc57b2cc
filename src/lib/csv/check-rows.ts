import type { Checked } from './check.ts';
import type { Dialect, Row } from './dialect.ts';
import { fieldsOf, kindOf } from './kinds.ts';
import type { Mapping } from './mapping.ts';
import { shown, type Problem } from './problem.ts';

/** What becomes of a row. The first three are decided by the register, the others by the file itself. */
export const ROW_VERDICTS = [
	'new',
	'changed',
	'unchanged',
	'duplicate',
	'probable duplicate',
	'refused'
] as const;
export type RowVerdict = (typeof ROW_VERDICTS)[number];

/** A field whose value a row would change. */
export type Difference = { field: string; from: string | null; to: string | null };

/** A row that its form would take; one that says what an earlier row says; or what is wrong with it. */
export type CheckedRow =
	| (Checked<Record<string, unknown>> & { verdict: 'good'; key: string })
	| { verdict: 'duplicate'; row: number; of: number; key: string }
	| { verdict: 'refused'; row: number; problems: Problem[] };

const inText = (value: unknown): string | null =>
	value === undefined || value === null || value === ''
		? null
		: Array.isArray(value)
			? value.join('; ')
			: String(value);

/** What a row would change: only the fields that it speaks of, the old beside the new. */
export const differences = (
	before: Readonly<Record<string, unknown>>,
	after: Readonly<Record<string, unknown>>
): Difference[] =>
	Object.keys(after).flatMap((field) => {
		const [from, to] = [inText(before[field]), inText(after[field])];
		return from === to ? [] : [{ field, from, to }];
	});

/** A row's cells as the fields of its kind are typed into a form. */
export const fieldsIn = (
	row: Row,
	mapping: Mapping,
	_dialect: Pick<Dialect, 'day_order' | 'format'>
): Record<string, string> => {
	const fields: Record<string, string> = { ...mapping.fixed };
	for (const { place, field, split_by } of mapping.columns) {
		if (field === null) continue;
		const cell = (row.cells[place] ?? '').trim();
		const ours = mapping.values[field]?.[cell];
		const value = ours === undefined ? cell : (ours ?? '');
		fields[field] = split_by ? value.split(split_by).join(';') : value;
	}
	return fields;
};

/** Checks rows one after the other, as they come; remembers their keys, so that a repetition is found. */
export const rowChecker = (file: string, mapping: Mapping, dialect: Dialect) => {
	const { schema, key, keyOf } = kindOf(mapping.kind);
	const { all } = fieldsOf(mapping.kind);
	const headings = new Map(mapping.columns.map(({ field, heading }) => [field, heading]));
	const seen = new Map<string, { row: number; text: string }>();

	return (row: Row): CheckedRow => {
		const fields = fieldsIn(row, mapping, dialect);
		const parsed = schema.safeParse(fields);
		if (!parsed.success) {
			const problems = parsed.error.issues.map(({ path, message }): Problem => {
				const field = String(path[0] ?? key[0]);
				const column = headings.get(field) ?? field;
				const value = shown(fields[field] ?? '');
				return {
					file,
					row: row.row,
					column,
					value,
					what:
						value === ''
							? `The cell of the column ‘${column}’ in row ${row.row} is empty.`
							: `‘${value}’ in the column ‘${column}’ of row ${row.row} cannot be used.`,
					do: message
				};
			});
			return { verdict: 'refused', row: row.row, problems };
		}
		const own = parsed.data as Record<string, unknown>;
		const keyText = keyOf ? keyOf(own) : key.map((field) => inText(own[field]) ?? '').join('\n');
		const text = all.map((field) => inText(own[field]) ?? '').join('\u001F');
		const earlier = seen.get(keyText);
		if (earlier?.text === text) return { verdict: 'duplicate', row: row.row, of: earlier.row, key: keyText };
		if (earlier) {
			const column = headings.get(key[0] ?? '') ?? key[0] ?? null;
			const what = `Row ${row.row} is about the same record as row ${earlier.row}, and says something else: ‘${shown(keyText)}’.`;
			const todo = 'Delete one of the two rows, or give it its own reference.';
			return {
				verdict: 'refused',
				row: row.row,
				problems: [{ file, row: row.row, column, value: shown(keyText), what, do: todo }]
			};
		}
		seen.set(keyText, { row: row.row, text });
		return { verdict: 'good', row: row.row, fields: own, key: keyText };
	};
};
