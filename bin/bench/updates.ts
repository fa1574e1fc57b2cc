import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectServer } from '#db/connection.ts';
import type { Membership, Person } from '#lib/domain/person.ts';
import { dayOf } from '#lib/domain/day.ts';
import { updateAssignment } from '#lib/server/changes/update-assignment.ts';
import { run, Sentence } from '../testing/command.js';
import { findPostgres } from '../testing/postgres.js';
import { ask } from './database.ts';
import { quantile, round, type Part } from './figure.ts';

const WRITERS = 16;
const A_SECOND = 20;
const ROUNDS = 3;

type Case = { assignment_id: number; delivery: string; person: Person };

/** So many assignments that are being worked on, each with somebody who may say what is new about it. */
const cases = async (url: string): Promise<Case[]> => {
	const rows = await ask<{
		id: number;
		delivery: string;
		person_id: number;
		name: string;
		email: string;
		organisation_id: number;
	}>(
		url,
		`select a.id, a.delivery, p.id as person_id, p.name, p.email, a.organisation_id
			from assignment a join lateral (select * from membership m where m.organisation_id = a.organisation_id
				and m.role = 'contributor' order by m.id limit 1) m on true
			join person p on p.id = m.person_id
			where a.data_set = 'demonstration' and a.closure = 'open' and a.claimed_on is null
				and a.delivery in ('in progress', 'on hold') and a.position = 'accepted'
				and a.disposition not in ('merged', 'declined', 'superseded')
			order by hashint4(a.id) limit 5000`
	);
	if (rows.length === 0) throw new Error('Nobody works on anything in this database.');
	return rows.map(({ id, delivery, person_id, name, email, organisation_id }) => {
		const membership: Membership = { role: 'contributor', organisation_id };
		const person: Person = {
			id: person_id,
			name,
			email,
			data_set: 'demonstration',
			memberships: [membership],
			suspended: false
		};
		return { assignment_id: id, delivery, person };
	});
};

/** What pgbench makes of the least that such a thing could be: a transaction of two inserts. */
const bare = async (url: string, seconds: number): Promise<number> => {
	const programs = await findPostgres();
	if (!programs) throw new Sentence('pgbench was not found beside PostgreSQL.');
	const folder = mkdtempSync(join(tmpdir(), 'followthrough-pgbench-'));
	const script = join(folder, 'two-inserts.sql');
	writeFileSync(
		script,
		`\\set id random(1, 1000000)
begin;
insert into bench_one (id, said) values (:id, 'Every ward does this now.');
insert into bench_two (id, said) values (:id, 'Every ward does this now.');
commit;`
	);
	await ask(url, 'create table if not exists bench_one (id int, said text, at timestamptz default now())');
	await ask(url, 'create table if not exists bench_two (id int, said text, at timestamptz default now())');
	try {
		const { code, output } = await run(join(programs, 'pgbench'), [
			...[
				'-n',
				'-c',
				String(WRITERS),
				'-j',
				'2',
				'-T',
				String(Math.max(1, Math.round(seconds))),
				'-f',
				script
			],
			url
		]);
		const rate = Number(/tps = ([\d.]+)/.exec(output)?.[1]);
		if (code !== 0 || !Number.isFinite(rate)) throw new Sentence(output);
		return rate;
	} finally {
		await ask(url, 'drop table bench_one, bench_two');
		rmSync(folder, { recursive: true, force: true });
	}
};

/**
 * Status updates a second, by the very change that the form makes: permission, event, projection, ledger and roll-ups
 * included. Then how long one takes while they come at a steady pace.
 */
export const timeUpdates = async (url: string, size: string, seconds: number): Promise<Part> => {
	const connection = connectServer({ url, connections: WRITERS });
	const waiting = await cases(url);
	let turn = 0;
	const update = async () => {
		const one = waiting[(turn += 1) % waiting.length] as Case;
		const now = new Date();
		const at = { ...connection, user: one.person, now, today: dayOf(now) };
		const holds = one.delivery === 'in progress';
		one.delivery = holds ? 'on hold' : 'in progress';
		await updateAssignment(at, [
			{
				assignment_id: one.assignment_id,
				delivery: holds ? 'on hold' : 'in progress',
				barrier: holds ? 'workforce' : undefined,
				narrative: 'Told at the pace of a bench.'
			} as Parameters<typeof updateAssignment>[1][number]
		]);
	};
	const crowd = async () => {
		const ends = performance.now() + seconds * 1000;
		const began = performance.now();
		let done = 0;
		const writer = async () => {
			while (performance.now() < ends) {
				await update();
				done += 1;
			}
		};
		await Promise.all(Array.from({ length: WRITERS }, writer));
		return (done * 1000) / (performance.now() - began);
	};
	const steady = async () => {
		const taken: number[] = [];
		const pending: Promise<void>[] = [];
		const beats = Math.round(seconds * A_SECOND);
		const began = performance.now();
		for (let beat = 0; beat < beats; beat += 1) {
			const due = began + (beat * 1000) / A_SECOND;
			const early = due - performance.now();
			if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
			pending.push(update().then(() => void taken.push(performance.now() - due)));
		}
		await Promise.all(pending);
		return taken;
	};
	try {
		await Promise.all(Array.from({ length: WRITERS }, update));
		const ours: number[] = [];
		const theirs: number[] = [];
		for (let each = 0; each < ROUNDS; each += 1) {
			theirs.push(await bare(url, seconds));
			ours.push(await crowd());
		}
		const taken = await steady();
		const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
		return {
			name: 'Status updates',
			about: `The change that the form makes, with permission (asked by the code and by the database), event, projection, ledger and roll-ups, at size ${size}, ${WRITERS} at a time; against pgbench with as many clients, whose transaction is two bare inserts, on the same server in turn.`,
			figures: [
				{
					name: 'Status updates a second, as a share of two bare inserts',
					value: round(mean(ours) / mean(theirs)),
					unit: '',
					goal: { at_least: 0.3 },
					detail: {
						'updates a second': Math.round(mean(ours)),
						'pgbench, transactions a second': Math.round(mean(theirs)),
						'ratio of each round': ours.map((rate, index) => round(rate / (theirs[index] ?? rate))).join(', ')
					}
				},
				{
					name: `p95 of one update at ${A_SECOND} a second`,
					value: round(quantile(taken, 0.95)),
					unit: 'ms',
					goal: { at_most: 100 },
					detail: { 'median ms': round(quantile(taken, 0.5)), updates: taken.length }
				}
			]
		};
	} finally {
		await connection.close();
	}
};
