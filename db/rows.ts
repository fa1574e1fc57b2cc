import { sql, type RawBuilder } from 'kysely';

const ESCAPED = /["\\]/;
const ALL_ESCAPED = /["\\]/g;

const elementOf = (value: unknown): string | undefined => {
	if (value === null || value === undefined) return 'NULL';
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	if (typeof value !== 'string') return undefined;
	return `"${ESCAPED.test(value) ? value.replace(ALL_ESCAPED, '\\$&') : value}"`;
};

/**
 * A column of rows as Postgres writes an array: in a third of the time that the drivers take for it. What is neither text
 * nor number nor true or false is left to them.
 */
export const arrayOf = (rows: readonly object[], name: string): string | unknown[] => {
	const values = rows.map((row) => (row as Record<string, unknown>)[name] ?? null);
	let text = '';
	for (const value of values) {
		const element = elementOf(value);
		if (element === undefined) return values;
		text += text === '' ? element : `,${element}`;
	}
	return `{${text}}`;
};

/** What is said in SQL around values that are sent beside it. */
const around = (fragments: readonly string[], values: readonly unknown[]): RawBuilder<unknown> =>
	sql(fragments as unknown as TemplateStringsArray, ...values);

const quoted = (columns: object): string[] => Object.keys(columns).map((name) => `"${name}"`);

/** The names of columns as a list inside a statement. */
export const namesOf = (columns: object): RawBuilder<unknown> => sql.raw(quoted(columns).join(', '));

/**
 * Rows as a table inside a statement: `unnest($1::int[], $2::text[]) as alias(a, b)`, one array a column, so that
 * ten thousand rows cost one statement. One row is sent as its values: the database then sees that there is one, and
 * keeps its plan instead of making it anew each time. `columns` names each column and its SQL type.
 */
export const asTable = <Column extends string>(
	rows: readonly { [C in NoInfer<Column>]?: unknown }[],
	columns: Record<Column, string>,
	alias = 'given'
): RawBuilder<unknown> => {
	const names = Object.keys(columns) as Column[];
	const listed = quoted(columns);
	const [row] = rows;
	const isOne = row !== undefined && rows.length === 1;
	const [opens, closes] = isOne
		? ['(select ', `) as ${alias}`]
		: ['unnest(', `) as ${alias}(${listed.join(', ')})`];
	const after = names.map((name, index) => {
		const type = isOne ? `::${columns[name]} as ${listed[index]}` : `::${columns[name]}[]`;
		return `${type}${index === names.length - 1 ? closes : ', '}`;
	});
	const values = names.map((name) => (isOne ? (row[name] ?? null) : arrayOf(rows, name)));
	return around([opens, ...after], values);
};

/** What a column of numbers is compared with, to be one of these: `… = any ($1)`, or `… = $1` where there is one. */
export const anyOf = (ids: readonly number[]): RawBuilder<number> => {
	const [id, ...more] = new Set(ids);
	if (id !== undefined && more.length === 0) return sql<number>`${id}::int`;
	return sql<number>`any (${`{${id === undefined ? '' : [id, ...more].join(',')}}`}::int[])`;
};
