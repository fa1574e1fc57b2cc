import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { anyOf, asTable } from './rows.ts';
import { onBothEngines } from './testing.ts';

onBothEngines('rows as a table inside a statement', (at) => {
	it('come back as they were, whatever the texts hold', async () => {
		const words = [
			'',
			'NULL',
			'null',
			' a, b ',
			'{x}',
			'"quoted"',
			'back\\slash',
			'\\"',
			'zwei\nZeilen',
			'’é𝄞'
		];
		const rows = words.map((word, n) => ({ n, word, share: n / 3, holds: n % 2 === 0, day: '2026-11-22' }));
		const columns = { n: 'int4', word: 'text', share: 'float8', holds: 'bool', day: 'date' };
		const found = await sql`select * from ${asTable([...rows, { n: 99 }], columns)} order by n`.execute(
			at().db
		);
		expect(found.rows).toEqual([...rows, { n: 99, word: null, share: null, holds: null, day: null }]);
	});

	it('may hold what the drivers write themselves, and no row at all', async () => {
		const columns = { moment: 'timestamptz', bytes: 'bytea' };
		const row = { moment: new Date('2026-11-22T10:00:00.123Z'), bytes: null };
		expect((await sql`select * from ${asTable([row], columns)}`.execute(at().db)).rows).toEqual([row]);
		expect((await sql`select * from ${asTable([], columns)}`.execute(at().db)).rows).toEqual([]);
	});

	it('are the same where there is only one', async () => {
		const columns = { n: 'int4', word: 'text', share: 'float8', holds: 'bool', day: 'date', more: 'jsonb' };
		const row = { n: 7, word: '"a, {b}\\', share: 0.5, holds: false, day: '2026-11-22' };
		const rows = [{ ...row, more: '{"a": [1]}' }];
		expect((await sql`select * from ${asTable(rows, columns)}`.execute(at().db)).rows).toEqual([
			{ ...row, more: { a: [1] } }
		]);
		expect((await sql`select given.word from ${asTable([{}], columns)}`.execute(at().db)).rows).toEqual([
			{ word: null }
		]);
	});

	it('are found by their numbers: by none, by one and by many', async () => {
		const found = async (ids: number[]) => {
			const { rows } = await sql<{ n: number }>`
				select n from generate_series(1, 9) n where n = ${anyOf(ids)}`.execute(at().db);
			return rows.map(({ n }) => n);
		};
		expect(await found([])).toEqual([]);
		expect(await found([4, 4])).toEqual([4]);
		expect(await found([8, 2, 8])).toEqual([2, 8]);
	});
});
