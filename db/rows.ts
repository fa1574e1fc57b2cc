import { sql, type RawBuilder } from 'kysely';

/**
 * Rows as a table inside a statement: `unnest($1::int[], $2::text[]) as alias(a, b)`, one array a column, so that
 * ten thousand rows cost one statement. `columns` names each column and its SQL type.
 */
export const asTable = <Column extends string>(
	rows: readonly { [C in NoInfer<Column>]?: unknown }[],
	columns: Record<Column, string>,
	alias = 'given'
): RawBuilder<unknown> => {
	const names = Object.keys(columns) as Column[];
	const arrays = names.map(
		(name) => sql`${rows.map((row) => row[name] ?? null)}::${sql.raw(columns[name])}[]`
	);
	return sql`unnest(${sql.join(arrays)}) as ${sql.ref(alias)}(${sql.join(names.map((name) => sql.ref(name)))})`;
};
