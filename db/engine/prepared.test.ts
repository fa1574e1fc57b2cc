import { sql, type RawBuilder } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { connectServer, type Connection } from '../connection.ts';
import { newDatabase } from '../testing-database.ts';

const server = process.env.TEST_DATABASE_URL;
const open: Connection[] = [];
const databases: { drop: () => Promise<void> }[] = [];

const connection = async (): Promise<Connection> => {
	const database = await newDatabase(server ?? '');
	databases.push(database);
	const made = connectServer({ url: database.url, connections: 1 });
	open.push(made);
	await sql`create table said (id int, words text)`.execute(made.owner);
	await sql`create role followthrough_app`.execute(made.owner).catch(() => {});
	await sql`grant all on said to followthrough_app`.execute(made.owner);
	return made;
};
afterAll(async () => {
	await Promise.all(open.map((each) => each.close()));
	for (const database of databases) await database.drop();
});

describe.runIf(server)('statements prepared inside a transaction', () => {
	const ask = ({ db }: Connection, id: number) =>
		db
			.transaction()
			.execute(async (trx) => (await sql`select * from said where id = ${id}`.execute(trx)).rows);

	it('are read and planned once a connection, and answer for their own values', async () => {
		const at = await connection();
		await sql`insert into said values (1, 'one'), (2, 'two')`.execute(at.owner);
		expect(await ask(at, 1)).toEqual([{ id: 1, words: 'one' }]);
		expect(await ask(at, 2)).toEqual([{ id: 2, words: 'two' }]);
		const { rows } = await sql`select statement from pg_prepared_statements`.execute(at.db);
		expect(rows).toEqual([{ statement: 'select * from said where id = $1' }]);
	});

	it('begin with the transaction, which is one whole or nothing, also where its first statement fails', async () => {
		const { db, owner } = await connection();
		const count = async () =>
			(await sql<{ n: number }>`select count(*)::int as n from said`.execute(owner)).rows[0]?.n;
		await db.transaction().execute(async () => {});
		const fails = (first: RawBuilder<unknown>) =>
			db.transaction().execute(async (trx) => {
				await first.execute(trx);
				await sql`insert into said values (3, 'three')`.execute(trx);
				throw new Error('Not after all.');
			});
		await expect(fails(sql`set local lock_timeout = '1s'`)).rejects.toThrow('Not after all.');
		await expect(fails(sql`select ${1}::int`)).rejects.toThrow('Not after all.');
		await expect(fails(sql`select 1 / 0`)).rejects.toThrow('division by zero');
		await expect(fails(sql`select 1 / ${0}::int`)).rejects.toThrow('division by zero');
		expect(await count()).toBe(0);
		const isolation = await db
			.transaction()
			.setIsolationLevel('repeatable read')
			.execute((trx) => sql`show transaction isolation level`.execute(trx));
		expect(isolation.rows).toEqual([{ transaction_isolation: 'repeatable read' }]);
		await db.transaction().execute((trx) => sql`insert into said values (4, 'four')`.execute(trx));
		expect(await count()).toBe(1);
	});

	it('go with their connection when a table changes under them, so that only one change fails', async () => {
		const at = await connection();
		await ask(at, 1);
		await sql`alter table said add column more int`.execute(at.owner);
		await expect(ask(at, 1)).rejects.toThrow('cached plan');
		expect(await ask(at, 1)).toEqual([]);
	});
});
