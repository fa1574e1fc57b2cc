import type { Checked } from './check.ts';
import { dayIn, whyNoDay } from './days.ts';
import type { Dialect, Row } from './dialect.ts';
import { describedFields } from './fields.ts';
import { firstRows } from './first-rows.ts';
import { fieldsOf, kindOf } from './kinds.ts';
import type { Mapping } from './mapping.ts';
import { shown, type Problem } from './problem.ts';
import { sameChoice } from './values.ts';

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

/**
 * How a row's cells become the fields of its kind as they are typed into a form: their words in ours, days in the order
 * of the file, lists cut where the mapping says. What is not known stays as it is, for the schema to refuse.
 */
export const fieldsReader = (mapping: Mapping, { day_order }: Pick<Dialect, 'day_order'>) => {
	const described = new Map(describedFields(mapping.kind).map((one) => [one.field, one]));
	const columns = mapping.columns.flatMap((column) => {
		const field = column.field === null ? undefined : described.get(column.field);
		return field ? [{ ...column, ...field, words: mapping.values[field.field] ?? {} }] : [];
	});
	return ({ cells }: Row): Record<string, string> => {
		const fields: Record<string, string> = { ...mapping.fixed };
		for (const { place, field, split_by, is, choices, words } of columns) {
			const cell = (cells[place] ?? '').trim();
			if (Object.hasOwn(words, cell)) fields[field] = words[cell] ?? '';
			else if (is === 'day') fields[field] = dayIn(cell, day_order) ?? cell;
			else if (is === 'choice') fields[field] = sameChoice(choices, cell) ?? cell;
			else if (is === 'list' && split_by) fields[field] = cell.split(split_by).join(';');
			else fields[field] = cell;
		}
		return fields;
	};
};

/** What a spreadsheet shows where a formula could not be worked out, or where a column is too narrow for its number. */
const OF_A_FORMULA =
	/^#(?:REF!|N\/A|DIV\/0!|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|GETTING_DATA|#{2,})$/;

/** Checks rows one after the other, as they come; remembers their keys, so that a repetition is found. */
export const rowChecker = (file: string, mapping: Mapping, dialect: Dialect) => {
	const { schema, key, keyOf } = kindOf(mapping.kind);
	const { all } = fieldsOf(mapping.kind);
	const described = new Map(describedFields(mapping.kind).map((one) => [one.field, one]));
	const headings = new Map(mapping.columns.map(({ field, heading }) => [field, heading]));
	const read = fieldsReader(mapping, dialect);
	const { earlier } = firstRows();

	return (row: Row): CheckedRow => {
		const fields = read(row);
		const parsed = schema.safeParse(fields);
		const tell = (field: string, wrong: (place: string) => string, todo: string): Problem => {
			const column = headings.get(field) ?? field;
			const value = shown(fields[field] ?? '');
			const place = `in the column ‘${column}’ of row ${row.row}`;
			const what =
				value === ''
					? `The cell of the column ‘${column}’ in row ${row.row} is empty.`
					: `‘${value}’ ${wrong(place)}`;
			return { file, row: row.row, column, value, what, do: todo };
		};
		const unmade = Object.keys(fields).filter((field) => OF_A_FORMULA.test(fields[field] ?? ''));
		if (!parsed.success || unmade.length > 0) {
			const problems = (parsed.error?.issues ?? []).flatMap(({ path, message }): Problem[] => {
				const field = String(path[0] ?? key[0]);
				if (unmade.includes(field)) return [];
				const { is, required } = described.get(field) ?? {};
				const value = fields[field] ?? '';
				const why = is === 'day' && value !== '' ? whyNoDay(value, dialect.day_order) : undefined;
				return [
					tell(
						field,
						(place) => `${place} cannot be used${why ? `: ${why}` : ''}.`,
						why && !required ? `${message} Or leave the cell empty.` : message
					)
				];
			});
			const errors = unmade.map((field) =>
				tell(
					field,
					(place) => `${place} is what a spreadsheet shows where it has no value to show.`,
					'Mend the formula or widen the column in the spreadsheet, or type the value itself, and save it again.'
				)
			);
			return { verdict: 'refused', row: row.row, problems: [...errors, ...problems] };
		}
		const own = parsed.data as Record<string, unknown>;
		const keyText = keyOf ? keyOf(own) : key.map((field) => inText(own[field]) ?? '').join('\n');
		const text = all.map((field) => inText(own[field]) ?? '').join('\u001F');
		const first = earlier(keyText, text, row.row);
		if (first?.isSame) return { verdict: 'duplicate', row: row.row, of: first.row, key: keyText };
		if (first) {
			const column = headings.get(key[0] ?? '') ?? key[0] ?? null;
			const what = `Row ${row.row} is about the same record as row ${first.row}, and says something else: ‘${shown(keyText)}’.`;
			const todo = 'Delete one of the two rows, or give it its own reference.';
			return {
				verdict: 'refused',
				row: row.row,
				problems: [{ file, row: row.row, column, value: shown(keyText), what, do: todo }]
			};
		}
		return { verdict: 'good', row: row.row, fields: own, key: keyText };
	};
};
