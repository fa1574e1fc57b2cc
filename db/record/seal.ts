import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Database, Reading } from '../schema.ts';
import { inTransaction } from '../transaction.ts';
import { hashOf, type Content } from './append.ts';

const HASH_BYTES = 32;
const BLOCK_SIZE = 1_000;
/** How many events are read, and sealed in blocks, in one transaction. */
const AT_ONCE = 20 * BLOCK_SIZE;
const NOTHING_BEFORE = Buffer.alloc(HASH_BYTES);
/** The number of the advisory lock that lets only one process seal at a time. */
const SEALING = 7_046_102;

/** SHA-256 over the hash of the block before, then each event's number (8 bytes, big-endian) and hash, in order. */
export const blockHash = (previous: Uint8Array, events: { id: number; hash: Uint8Array }[]): Buffer => {
	const digest = createHash('sha256').update(previous);
	for (const { id, hash } of events) {
		const number = Buffer.alloc(8);
		number.writeBigUInt64BE(BigInt(id));
		digest.update(number).update(hash);
	}
	return digest.digest();
};

const lastSeal = (db: Reading, data_set: DataSet) =>
	db
		.selectFrom('seal')
		.select(['block', 'hash', 'settled_to', 'highest_id'])
		.select(sql<boolean>`seen_transactions <= pg_snapshot_xmin(pg_current_snapshot())`.as('settled'))
		.where('data_set', '=', data_set)
		.orderBy('block', 'desc')
		.limit(1)
		.executeTakeFirst();

/**
 * Events that no block holds yet, lowest first. An event may be committed after one with a higher number, so the
 * search begins not at the highest sealed number but at the one up to which nothing can still turn up.
 */
const unsealed = (db: Reading, data_set: DataSet, settled_to: number) =>
	db
		.selectFrom('event')
		.select(['id', 'hash'])
		.where('data_set', '=', data_set)
		.where('id', '>', settled_to)
		.where(
			sql<boolean>`id not in (select unnest(event_ids) from seal where data_set = ${data_set} and highest_id > ${settled_to})`
		)
		.orderBy('id')
		.limit(AT_ONCE)
		.execute();

/** The events in blocks, each of which holds the hash of the one before. */
const chained = (events: { id: number; hash: Uint8Array }[], last?: { block: number; hash: Uint8Array }) => {
	let { block, hash } = last ?? { block: 0, hash: NOTHING_BEFORE };
	return Array.from({ length: Math.ceil(events.length / BLOCK_SIZE) }, (_, place) => {
		const held = events.slice(place * BLOCK_SIZE, (place + 1) * BLOCK_SIZE);
		const previous_hash = hash;
		hash = blockHash(previous_hash, held);
		block += 1;
		return {
			block,
			event_ids: held.map(({ id }) => id),
			event_hashes: Buffer.concat(held.map((event) => event.hash)),
			previous_hash,
			hash,
			highest_id: held.at(-1)?.id ?? 0
		};
	});
};

const sealBlocks = (db: Database, data_set: DataSet, now: Date): Promise<number> =>
	inTransaction({ db }, async (trx) => {
		const { rows: lock } = await sql<{
			mine: boolean;
		}>`select pg_try_advisory_xact_lock(${SEALING}::bigint) as mine`.execute(trx);
		if (!lock[0]?.mine) return 0;
		const last = await lastSeal(trx, data_set);
		const events = await unsealed(trx, data_set, last?.settled_to ?? 0);
		const highest = events.at(-1)?.id;
		if (highest === undefined) return 0;
		// Every transaction that was open at the last seal has ended, and these blocks take in what they left behind.
		const caughtUp = last?.settled && (events.length < AT_ONCE || highest >= last.highest_id);
		const settled_to = caughtUp ? Math.max(last.highest_id, last.settled_to) : (last?.settled_to ?? 0);
		const blocks = chained(events, last).map((block) => ({
			...block,
			data_set,
			settled_to,
			seen_transactions: sql<string>`pg_snapshot_xmax(pg_current_snapshot())`,
			sealed_at: now
		}));
		await trx.insertInto('seal').values(blocks).execute();
		return events.length;
	});

/** Seals all events that are not sealed yet, in blocks of up to 1,000, and returns how many it sealed. */
export const seal = async (db: Database, data_set: DataSet, now: Date): Promise<number> => {
	let total = 0;
	for (;;) {
		const sealed = await sealBlocks(db, data_set, now);
		total += sealed;
		if (sealed < AT_ONCE) return total;
	}
};

/** What is wrong with the record, and where. */
export type Fault = { block: number; event_id?: number; fault: string };
export type Verification = {
	blocks: number;
	events: number;
	unsealed: number;
	head?: string;
	faults: Fault[];
};

const contentOf = (db: Reading, data_set: DataSet, ids: number[]) =>
	db
		.selectFrom('event')
		.selectAll()
		.where('data_set', '=', data_set)
		.where('id', '=', sql<number>`any (${ids}::bigint[])`)
		.orderBy('id')
		.execute();

const checkBlock = async (
	db: Reading,
	data_set: DataSet,
	seal: {
		block: number;
		event_ids: number[];
		event_hashes: Uint8Array;
		previous_hash: Uint8Array;
		hash: Uint8Array;
	},
	previous: Uint8Array
): Promise<Fault[]> => {
	const { block, event_ids } = seal;
	const faults: Fault[] = [];
	const events = new Map((await contentOf(db, data_set, event_ids)).map((event) => [event.id, event]));
	const sealed = event_ids.map((id, place) => ({
		id,
		hash: seal.event_hashes.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES)
	}));
	if (Buffer.compare(seal.previous_hash, previous) !== 0)
		faults.push({
			block,
			fault: `Block ${block} does not follow on from the block before it: a block was removed, added or moved.`
		});
	if (Buffer.compare(blockHash(seal.previous_hash, sealed), seal.hash) !== 0)
		faults.push({
			block,
			fault: `The seal of block ${block} itself was altered, or its events were put in another order.`
		});
	for (const { id, hash } of sealed) {
		const event = events.get(id);
		if (!event) faults.push({ block, event_id: id, fault: `Event ${id} is missing.` });
		else if (Buffer.compare(hashOf(event as unknown as Content), hash) !== 0)
			faults.push({ block, event_id: id, fault: `Event ${id} was changed after it was sealed.` });
		else if (Buffer.compare(event.hash, hash) !== 0)
			faults.push({ block, event_id: id, fault: `The hash kept with event ${id} was changed.` });
	}
	return faults;
};

/**
 * Checks every block against its events and against the block before, and looks for events that slipped in between.
 * `progress` is told how many events have been checked. Events not sealed yet are counted, not faulted.
 */
export const verify = async (
	db: Reading,
	data_set: DataSet,
	progress: (checked: number) => void = () => {}
): Promise<Verification> => {
	const faults: Fault[] = [];
	let previous: Uint8Array = NOTHING_BEFORE;
	let events = 0;
	let block = 0;
	const seen = new Set<number>();
	for (;;) {
		const seal = await db
			.selectFrom('seal')
			.selectAll()
			.where('data_set', '=', data_set)
			.where('block', '>', block)
			.orderBy('block')
			.limit(1)
			.executeTakeFirst();
		if (!seal) break;
		if (seal.block !== block + 1) faults.push({ block: block + 1, fault: `Block ${block + 1} is missing.` });
		faults.push(...(await checkBlock(db, data_set, seal, previous)));
		for (const id of seal.event_ids) {
			if (seen.has(id))
				faults.push({ block: seal.block, event_id: id, fault: `Event ${id} is sealed twice.` });
			seen.add(id);
		}
		previous = seal.hash;
		block = seal.block;
		events += seal.event_ids.length;
		progress(events);
	}
	const last = await lastSeal(db, data_set);
	const rest = await db
		.selectFrom('event')
		.select('id')
		.where('data_set', '=', data_set)
		.where(sql<boolean>`id not in (select unnest(event_ids) from seal where data_set = ${data_set})`)
		.orderBy('id')
		.execute();
	for (const { id } of rest.filter(({ id }) => last && id <= last.settled_to))
		faults.push({
			block,
			event_id: id,
			fault: `Event ${id} was added between events that were already sealed.`
		});
	return {
		blocks: block,
		events,
		unsealed: rest.length,
		head: block > 0 ? Buffer.from(previous).toString('hex') : undefined,
		faults
	};
};
