import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { connectServer } from '#db/connection.ts';
import { migrate } from '#db/migrate.ts';
import { tidy } from '#db/set-up.ts';
import { copyHistories } from '#db/testing-copies.ts';
import { dayOf } from '#lib/domain/day.ts';
import { keepRecord } from '#lib/server/changes/keep-record.ts';
import { seedDemonstration, SIZES, type Size } from '#seeds/demonstration/load.ts';
import { seedRegister } from '#seeds/seed.ts';
import { say } from '../testing/say.js';

/** Of the large sizes only so many recommendations are lived through the changes; the rest are copies, some days earlier. */
const LIVED: Partial<Record<Size, { recommendations: number; days_apart: number }>> = {
	M: { recommendations: 200, days_apart: 5 },
	L: { recommendations: 200, days_apart: 5 }
};

/** How much a database holds, and how long it took to load. */
export type Loaded = {
	size: Size;
	recommendations: number;
	organisations: number;
	assignments: number;
	events: number;
	/** Rows of all tables. */
	rows: number;
	mb: number;
	/** Events that were made by the product's own changes, and how long that took. */
	lived_events: number;
	lived_s: number;
	/** The whole: tables, register, histories, copies, seals, statistics. */
	load_s: number;
	loaded_on: string;
};

/** Changes when the tables or the invented histories do. */
const version = () => {
	const hash = createHash('sha256');
	hash.update(readFileSync('db/testing-copies.ts')).update(JSON.stringify(LIVED));
	for (const folder of ['db/migrations', 'seeds/demonstration'])
		for (const name of readdirSync(folder).sort())
			if (!name.includes('.test.')) hash.update(readFileSync(join(folder, name)));
	return hash.digest('hex').slice(0, 8);
};

/** What a statement answers, on a connection of its own. */
export const ask = async <Row extends object>(url: string, text: string): Promise<Row[]> => {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return (await client.query<Row>(text)).rows;
	} finally {
		await client.end();
	}
};

type Counts = Pick<Loaded, 'recommendations' | 'organisations' | 'assignments' | 'events' | 'rows' | 'mb'>;
const COUNTS = `select (select count(*)::int from recommendation where data_set = 'demonstration') as recommendations,
	(select count(*)::int from organisation where data_set = 'demonstration') as organisations,
	(select count(*)::int from assignment where data_set = 'demonstration') as assignments,
	(select count(*)::int from event where data_set = 'demonstration') as events,
	(select sum(n_live_tup)::int from pg_stat_user_tables) as rows,
	round(pg_database_size(current_database()) / 1e6)::int as mb`;

/** Nobody looks at the data while it is loaded, and the changes themselves have checked what foreign keys would. */
const IN_BULK = {
	session_replication_role: 'replica',
	jit: 'off',
	enable_sort: 'off',
	work_mem: '128MB',
	synchronous_commit: 'off'
};

const inBulk = (url: string): string => {
	const options = Object.entries(IN_BULK).map(([name, value]) => `-c ${name}=${value}`);
	return `${url}?options=${encodeURIComponent(options.join(' '))}`;
};

const load = async (url: string, size: Size): Promise<Loaded> => {
	const began = performance.now();
	const seconds = () => (performance.now() - began) / 1000;
	const connection = connectServer({ url: inBulk(url) });
	try {
		const now = new Date();
		await migrate(connection.owner, dayOf(now));
		const at = { db: connection.db, reading: connection.reading, today: dayOf(now), now };
		await seedRegister(at);
		const empty_s = seconds();
		const { recommendations, days_apart } = LIVED[size] ?? {
			recommendations: SIZES[size].recommendations,
			days_apart: 0
		};
		let told = 0;
		await seedDemonstration(at, { size, seed: 1, recommendations }, (what, share) => {
			if (share - told < 0.1 && share < 1) return;
			told = share;
			say(`  size ${size}: ${what}, ${Math.round(share * 100)} %`);
		});
		const lived_s = seconds() - empty_s;
		const [lived] = await ask<Counts>(url, COUNTS);
		const copies = Math.round(SIZES[size].recommendations / recommendations) - 1;
		if (copies > 0) {
			say(`  size ${size}: Copying the histories ${copies} times`);
			await copyHistories(connection.owner, copies, days_apart);
		}
		// In bulk no trigger ran, so nobody has an account to sign in with yet.
		await ask(url, 'update person set name = name');
		say(`  size ${size}: Sealing, and gathering statistics`);
		await keepRecord({ db: connection.db, now: new Date() });
		await tidy(connection.owner);
		const [counts] = await ask<Counts>(url, COUNTS);
		if (!counts || !lived) throw new Error('The database counts nothing.');
		return { size, ...counts, lived_events: lived.events, lived_s, load_s: seconds(), loaded_on: dayOf(now) };
	} finally {
		await connection.close();
	}
};

/**
 * A database of one size on the server: the one that an earlier run left (`--keep`) where tables and histories are still
 * the same, or a new one. What it holds and how long that took is written in its comment.
 */
export const database = async (server: string, size: Size): Promise<{ url: string; loaded: Loaded }> => {
	const name = `followthrough_bench_${size.toLowerCase()}_${version()}`;
	const at = new URL(server);
	at.pathname = `/${name}`;
	const url = at.href;
	const [kept] = await ask<{ loaded: string | null }>(
		server,
		`select shobj_description(oid, 'pg_database') as loaded from pg_database where datname = '${name}'`
	);
	if (kept?.loaded) {
		say(`Size ${size} is there from an earlier run.`);
		return { url, loaded: JSON.parse(kept.loaded) };
	}
	// Without its comment, it is one that was not loaded to the end.
	await ask(server, `drop database if exists ${name} with (force)`);
	await ask(server, `create database ${name}`);
	const { recommendations, organisations } = SIZES[size];
	say(`Loading size ${size}: ${recommendations} recommendations, ${organisations} organisations.`);
	const loaded = await load(url, size);
	await ask(server, `comment on database ${name} is '${JSON.stringify(loaded)}'`);
	return { url, loaded };
};

/** Removes a database of the bench. */
export const drop = (server: string, url: string) =>
	ask(server, `drop database if exists ${new URL(url).pathname.slice(1)} with (force)`);
