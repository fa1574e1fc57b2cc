import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, Sentence } from '../testing/command.js';
import { findPostgres } from '../testing/postgres.js';
import { ask } from './database.ts';

/** How long `\copy` took for the rows of one table. */
export type Copy = { table: string; rows: number; s: number };

/** For each table the rows that the transaction of an import left there, new or changed, as a condition. */
export const writtenBy = async (url: string, import_id: number): Promise<Record<string, string>> => {
	const which = `xmin = (select xmin from import_row where import_id = ${import_id} limit 1)`;
	const tables = await ask<{ name: string }>(
		url,
		`select relname as name from pg_class
			where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition order by 1`
	);
	const written: Record<string, string> = {};
	for (const { name } of tables)
		if ((await ask(url, `select from ${name} where ${which} limit 1`)).length > 0) written[name] = which;
	return written;
};

/** How long `\copy` takes to bring rows of tables into new ones with the same columns and indexes, one after another. */
export const copied = async (url: string, rows: Record<string, string>): Promise<Copy[]> => {
	const programs = await findPostgres();
	if (!programs) throw new Sentence('psql was not found beside PostgreSQL.');
	const folder = mkdtempSync(join(tmpdir(), 'followthrough-copy-'));
	const psql = async (...statements: string[]) => {
		const { code, output } = await run(join(programs, 'psql'), [
			...['-q', '-X', '-v', 'ON_ERROR_STOP=1', '-d', url],
			...statements.flatMap((each) => ['-c', each])
		]);
		if (code !== 0) throw new Sentence(output);
		return output;
	};
	const copies: Copy[] = [];
	try {
		for (const [table, which] of Object.entries(rows)) {
			const columns = await ask<{ name: string }>(
				url,
				`select quote_ident(column_name) as name from information_schema.columns
					where table_schema = 'public' and table_name = '${table}' and is_generated = 'NEVER' order by ordinal_position`
			);
			const names = columns.map(({ name }) => name).join(', ');
			const file = join(folder, `${table}.copy`);
			await psql(`\\copy (select ${names} from ${table} where ${which}) to '${file}'`);
			await ask(url, `create table copied (like ${table} including all excluding identity)`);
			const said = await psql('\\timing on', `\\copy copied (${names}) from '${file}'`);
			const [counted] = await ask<{ rows: number }>(url, 'select count(*)::int as rows from copied');
			const ms = Number(/Time: ([\d.]+) ms/.exec(said)?.[1]);
			copies.push({ table, rows: counted?.rows ?? 0, s: ms / 1000 });
			await ask(url, 'drop table copied');
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
	return copies;
};
