import { sql } from 'kysely';
import type { Reading } from '../schema.ts';

/** What one table holds, and what each of its columns states. */
export type Described = {
	table: string;
	states: string;
	columns: { column: string; type: string; may_be_empty: boolean; states: string }[];
};

/** The data dictionary: every table that has a comment, by name, with its columns in their order. */
export const dictionary = async (reading: Reading): Promise<Described[]> => {
	const { rows } = await sql<Described>`
		select c.relname as "table", obj_description(c.oid) as states, json_agg(json_build_object(
			'column', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'may_be_empty', not a.attnotnull,
			'states', coalesce(col_description(c.oid, a.attnum), '')) order by a.attnum) as columns
		from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
		where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
			and obj_description(c.oid) is not null
		group by c.oid, c.relname order by c.relname`.execute(reading);
	return rows;
};
