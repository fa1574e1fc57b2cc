import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, Sentence } from '../testing/command.js';
import { findPostgres } from '../testing/postgres.js';
import { ask } from './database.ts';

/** Seconds in which `\copy` takes the rows of tables into new ones with the same columns and indexes, one after another. */
export const copied = async (url: string, rows: Record<string, string>): Promise<number> => {
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
	let ms = 0;
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
			ms += Number(/Time: ([\d.]+) ms/.exec(said)?.[1]);
			await ask(url, 'drop table copied');
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
	return ms / 1000;
};
