import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from './connection.ts';
import { lookingUpLast } from './first-load.ts';
import type { Reading, Writing } from './schema.ts';
import { setUpAlone } from './set-up.ts';
import { openTestDatabase } from './testing.ts';

describe('a first load', () => {
	let connection: Connection;
	beforeAll(() => {
		connection = openTestDatabase();
	});
	afterAll(() => connection.close());

	/** Every index and constraint there is, in words. */
	const laid = async (db: Reading) => {
		const { rows } = await sql<{ what: string }>`
			select pg_get_indexdef(indexrelid) || ' ' || indisvalid as what from pg_index where indrelid >= 16384
			union all
			select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated)
			from pg_constraint where connamespace = 'public'::regnamespace order by 1`.execute(db as Writing);
		return rows.map(({ what }) => what);
	};
	const nobodys = (trx: Writing) =>
		sql`
		insert into event (data_set, subject, subject_id, what, person_id, effective_on, recorded_at, hash)
		values ('register', 'source', 1, 'added', 4711, '2026-11-22', '2026-11-22', '')`.execute(trx);

	it('lays every index and reference again, and stays the product, which alters no table', async () => {
		const before = await laid(connection.owner);
		await setUpAlone(connection.db, async (trx) => {
			const role = () => sql<{ role: string }>`select current_user as role`.execute(trx);
			const { rows } = await role();
			await lookingUpLast(trx, async () => {
				const left = await laid(trx);
				expect(left.length).toBeLessThan(before.length - 20);
				expect(left.filter((what) => /UNIQUE INDEX/.test(what))).toEqual(
					before.filter((what) => /UNIQUE INDEX/.test(what))
				);
				expect((await role()).rows).toEqual(rows);
			});
			expect((await role()).rows).toEqual(rows);
		});
		expect(await laid(connection.owner)).toEqual(before);
	});

	it('leaves the database as it was where something points at nothing', async () => {
		const before = await laid(connection.owner);
		await expect(setUpAlone(connection.db, (trx) => lookingUpLast(trx, () => nobodys(trx)))).rejects.toThrow(
			/violates foreign key/
		);
		expect(await laid(connection.owner)).toEqual(before);
		const { rows } = await sql`select from event`.execute(connection.owner);
		expect(rows).toEqual([]);
	});
});
