import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { givenAssignment, onBothEngines, type TestAt } from '../testing.ts';
import { inTransaction } from '../transaction.ts';
import { record, type Draft } from './record.ts';
import { seal, verify } from './seal.ts';

/** Does to the record what only the owner of the tables could do, with its guards taken down. */
const tamper = (at: TestAt, statement: string) =>
	at.owner.transaction().execute(async (trx) => {
		await sql`set local session_replication_role = replica`.execute(trx);
		await sql.raw(statement).execute(trx);
	});

const update = (assignment_id: number, narrative: string): Draft => ({
	subject: 'assignment',
	subject_id: assignment_id,
	assignment_id,
	what: 'update',
	narrative,
	detail: { b: 'second', a: 1 },
	effective_on: '2026-11-01'
});

onBothEngines('the seals', (at) => {
	let assignment: number;
	beforeAll(async () => {
		assignment = (await givenAssignment(at())).id;
		for (let block = 0; block < 3; block += 1) {
			await inTransaction({ db: at().db, user: { id: null } }, (trx) =>
				record(
					trx,
					at(),
					Array.from({ length: 20 }, (_, i) => update(assignment, `Block ${block}, event ${i}.`))
				)
			);
			await seal(at().db, 'register', at().now);
		}
	});

	const faults = async () => (await verify(at().db, 'register')).faults;
	const idOf = async (place: number) => {
		const { event_ids } = await at()
			.db.selectFrom('seal')
			.select('event_ids')
			.where('block', '=', 2)
			.executeTakeFirstOrThrow();
		return event_ids[place] as number;
	};

	it('hold for a record that nobody touched, and seal nothing twice', async () => {
		expect(await seal(at().db, 'register', at().now)).toBe(0);
		expect(await verify(at().db, 'register')).toMatchObject({
			blocks: 3,
			events: 61,
			unsealed: 0,
			faults: []
		});
	});

	it('place a changed event, and hold again when it is put back', async () => {
		const id = await idOf(4);
		await tamper(at(), `update event set narrative = 'Never said.' where id = ${id}`);
		expect(await faults()).toEqual([
			{ block: 2, event_id: id, fault: `Event ${id} was changed after it was sealed.` }
		]);
		await tamper(at(), `update event set narrative = 'Block 1, event 4.' where id = ${id}`);
		expect(await faults()).toEqual([]);
	});

	it('place a missing event', async () => {
		const id = await idOf(7);
		await tamper(at(), `create table kept as select * from event where id = ${id}`);
		await tamper(at(), `delete from event where id = ${id}`);
		expect(await faults()).toEqual([{ block: 2, event_id: id, fault: `Event ${id} is missing.` }]);
		await tamper(at(), `insert into event overriding system value select * from kept`);
		await tamper(at(), `drop table kept`);
		expect(await faults()).toEqual([]);
	});

	it('place an event that was slipped in between sealed ones', async () => {
		const columns = (
			await sql<{
				names: string;
			}>`select string_agg(quote_ident(column_name), ',') as names from information_schema.columns
			where table_name = 'event' and table_schema = 'public' and column_name <> 'id'`.execute(at().db)
		).rows[0]?.names;
		await tamper(
			at(),
			`insert into event (id, ${columns}) overriding system value select 0, ${columns} from event where id = ${await idOf(0)}`
		);
		expect(await faults()).toEqual([
			{ block: 3, event_id: 0, fault: 'Event 0 was added between events that were already sealed.' }
		]);
		await tamper(at(), 'delete from event where id = 0');
	});

	it('place a block whose events were put in another order', async () => {
		const [first, second] = [await idOf(1), await idOf(2)];
		await tamper(
			at(),
			`update seal set event_ids = (select array_agg(case id when ${first} then ${second} when ${second} then ${first} else id end order by place) from unnest(event_ids) with ordinality as e(id, place)) where block = 2`
		);
		expect((await faults())[0]).toEqual({
			block: 2,
			fault: 'The seal of block 2 itself was altered, or its events were put in another order.'
		});
	});

	it('seal an event that was committed after one with a higher number', async () => {
		if (at().connection.engine === 'embedded') return;
		let finish = () => {};
		const waiting = new Promise<void>((resolve) => (finish = resolve));
		let begun = () => {};
		const started = new Promise<void>((resolve) => (begun = resolve));
		const other = (await givenAssignment(at())).id;
		const slow = inTransaction({ db: at().db, user: { id: null } }, async (trx) => {
			await record(trx, at(), [update(other, 'Slow.')]);
			begun();
			await waiting;
		});
		await started;
		await inTransaction({ db: at().db, user: { id: null } }, (trx) =>
			record(trx, at(), [update(assignment, 'Quick.')])
		);
		await seal(at().db, 'register', at().now);
		finish();
		await slow;
		expect(await seal(at().db, 'register', at().now)).toBe(1);
		await inTransaction({ db: at().db, user: { id: null } }, (trx) =>
			record(trx, at(), [update(assignment, 'Later.')])
		);
		expect(await seal(at().db, 'register', at().now)).toBe(1);
		expect((await verify(at().db, 'register')).unsealed).toBe(0);
	});

	it('chain more events than a block holds in as many blocks as they need', async () => {
		const before = await verify(at().db, 'register');
		await inTransaction({ db: at().db, user: { id: null } }, (trx) =>
			record(
				trx,
				at(),
				Array.from({ length: 2_001 }, (_, i) => update(assignment, `Event ${i}.`))
			)
		);
		expect(await seal(at().db, 'register', at().now)).toBe(2_001);
		const after = await verify(at().db, 'register');
		expect(after.blocks - before.blocks).toBe(3);
		expect(after.faults).toEqual(before.faults);
		expect(after.unsealed).toBe(0);
	});
});
