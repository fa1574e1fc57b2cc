import { fork } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { connectServer } from '#db/connection.ts';
import { migrate } from '#db/migrate.ts';
import { dayOf } from '#lib/domain/day.ts';
import { Sentence } from '../testing/command.js';
import { product } from './children.ts';
import { copied, writtenBy, type Copy } from './copied.ts';
import { ask, drop } from './database.ts';
import { quantile, round, type Figure, type Part } from './figure.ts';

const ROWS = 100_000;
const ROWS_OF_A_PREVIEW = 10_000;
const ROWS_OF_A_REPORT = 20;
/** A look at the page each so many milliseconds, so that the lookers themselves cost little. */
const LOOKS_EVERY_MS = 100;
const IDLE_S = 10;
const LONGEST_FOLDING_S = 300;
/** What is called off goes on until its turn is over: a minute, and its last step. */
const TURN_OF_THE_SEARCH_MS = 75_000;

type Run = {
	id: number;
	check_s: number;
	commit_s: number;
	commit_cpu_s: { ours: number; database: number };
	/** Before anything was uploaded, and the most until all was over. */
	begun_mb: number;
	peak_mb: number;
	outcome: Record<string, number>;
};

/** A database of its own with a source, its reports and a hundred bodies, so that rows can name them. */
const prepared = async (server: string, rows: number): Promise<string> => {
	const at = new URL(server);
	at.pathname = '/followthrough_bench_imports';
	const url = at.href;
	await drop(server, url);
	await ask(server, 'create database followthrough_bench_imports');
	const connection = connectServer({ url });
	try {
		await migrate(connection.owner, dayOf(new Date()));
	} finally {
		await connection.close();
	}
	await ask(
		url,
		`insert into source (data_set, code, name, kind) values ('register', 'BENCH', 'Bench', 'regulator');
		insert into organisation (data_set, code, name, kind)
			select 'register', 'BENCH' || n, 'Body ' || n, 'trust' from generate_series(0, 99) n;
		insert into report (data_set, source_id, reference, title, published_on, published_year)
			select 'register', s.id, 'BENCH' || n, 'Report ' || n, '2024-03-01', 2024
			from source s, generate_series(0, ${Math.ceil(rows / ROWS_OF_A_REPORT)}) n where s.code = 'BENCH'`
	);
	await ask(url, 'analyze');
	return url;
};

/** Uploads, checks and takes in so many rows in a process of its own, and tells when it begins to take them in. */
const taken = (
	url: string,
	kind: string,
	rows: number,
	first: number,
	begins: () => void = () => {}
): Promise<Run> =>
	new Promise((resolve, reject) => {
		const child = fork('bin/bench/import-run.ts', [url, kind, String(rows), String(first)], {
			execArgv: ['--import', 'tsx'],
			stdio: ['ignore', 'pipe', 'inherit', 'ipc']
		});
		let said = '';
		child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
		child.on('message', begins);
		child.once('close', (code) => {
			if (code === 0) resolve(JSON.parse(said) as Run);
			else reject(new Sentence(`The import of ${kind} ended with ${code}.`));
		});
	});

/** Looks at a page that nobody has asked for before, again and again until told to stop; the time of each look in ms. */
const lookers = (origin: string) => {
	const taken: number[] = [];
	let isOver = false;
	const looking = (async () => {
		for (let turn = 0; !isOver; turn += 1) {
			const began = performance.now();
			const answer = await fetch(`${origin}/recommendations?data=register&utm_bench=${began}-${turn}`);
			await answer.text();
			if (answer.status !== 200) throw new Sentence(`The list was answered with ${answer.status}.`);
			taken.push(performance.now() - began);
			await wait(LOOKS_EVERY_MS);
		}
	})();
	return {
		stop: async () => {
			isOver = true;
			await looking;
			return taken;
		}
	};
};

const IS_FOLDED = `select not exists (select from standing_pending) and not exists (select from duty_pending)
	and not exists (select from fact_pending) as is_folded`;

/**
 * Waits until nothing is under way behind a look: what was taken in is folded, and the search for repeats is called off,
 * which would go on for an hour through rows that are all alike. It gives way to an import, so it is no part of either side.
 * Answers whether all was folded in time.
 */
const settled = async (url: string, quick: boolean): Promise<boolean> => {
	await ask(url, `delete from job where kind = 'look for repeats'`);
	await wait(quick ? 0 : TURN_OF_THE_SEARCH_MS);
	for (let tries = 0; tries < LONGEST_FOLDING_S; tries += 1) {
		const [answer] = await ask<{ is_folded: boolean }>(url, IS_FOLDED);
		if (answer?.is_folded) return true;
		await wait(1000);
	}
	return false;
};

const secondsOf = (copies: readonly Copy[]): number => copies.reduce((sum, { s }) => sum + s, 0);

const against = (
	name: string,
	rows: number,
	run: Run,
	copy_s: number,
	what: string,
	more: Record<string, number> = {}
): Figure => ({
	name,
	value: round(copy_s / run.commit_s),
	unit: '',
	goal: { at_least: 0.3 },
	detail: {
		rows,
		'rows a second': Math.round(rows / run.commit_s),
		[`\\copy of ${what}, rows a second`]: Math.round(rows / copy_s),
		'processor s of ours': round(run.commit_cpu_s.ours),
		'processor s of the database': round(run.commit_cpu_s.database),
		...more
	}
});

/** The same against a copy of every row that the import came to, in whatever table: what is left is not the writing. */
const againstAll = (name: string, run: Run, copies: readonly Copy[]): Figure => ({
	name,
	value: round(secondsOf(copies) / run.commit_s),
	unit: '',
	detail: Object.fromEntries(
		copies.map(({ table, rows, s }) => [`${table}, ${rows.toLocaleString('en-GB')} rows, s`, round(s)])
	)
});

/**
 * Files of recommendations and of status updates on the road that the pages take, in a database of their own: how fast the
 * rows are taken in, against what `\copy` makes of the same rows in the same indexed tables; how long a preview takes; how
 * much memory; and how long others wait for a page meanwhile.
 */
export const timeImports = async (server: string, quick: boolean): Promise<Part> => {
	const [rows, few] = quick ? [ROWS / 50, ROWS_OF_A_PREVIEW / 20] : [ROWS, ROWS_OF_A_PREVIEW];
	const url = await prepared(server, 2 * rows + few);
	const site = await product(url);
	try {
		const small = await taken(url, 'recommendations', few, 1);
		const asks = await taken(url, 'recommendations', rows, few + 1);
		await ask(url, 'analyze');
		const smallUpdates = await taken(url, 'status updates', few, 1);
		const updates = await taken(url, 'status updates', rows, few + 1);

		const mine = `in (select subject_id from import_row where import_id = (select max(import_id) from import_row where subject = 'recommendation'))`;
		const asksCopied = await copied(url, {
			recommendation: `id ${mine}`,
			recommendation_text: `recommendation_id ${mine}`
		});
		const updatesCopied = await copied(url, {
			event: `what = 'position' and recommendation_id ${mine}`
		});

		const isFolded = await settled(url, quick);
		const idle = lookers(site.origin);
		await wait((quick ? 1 : IDLE_S) * 1000);
		const alone = await idle.stop();
		let busy: ReturnType<typeof lookers> | undefined;
		let watched: Awaited<ReturnType<typeof taken>>;
		let meanwhile: number[] = [];
		try {
			watched = await taken(
				url,
				'recommendations',
				rows,
				few + rows + 1,
				() => (busy = lookers(site.origin))
			);
		} finally {
			meanwhile = (await busy?.stop()) ?? [];
		}
		// Of recommendations the last import's, whose rows nothing has changed since.
		const [allOfAsks, allOfUpdates] = [
			await copied(url, await writtenBy(url, watched.id)),
			await copied(url, await writtenBy(url, updates.id))
		];
		const peak = Math.max(asks.peak_mb, updates.peak_mb, watched.peak_mb);
		const smallPeak = Math.max(small.peak_mb, smallUpdates.peak_mb);
		return {
			name: 'Imports',
			about: `A file of ${rows} recommendations, each asked of one body, and one of as many status updates: permission, events, projection, ledger, roll-ups and counters included, in one transaction each. Against \`\\copy\` of the same recommendations with their words, or of the same events, into empty tables with the same columns and indexes, without foreign keys; nobody looks at a page meanwhile, either way. All that they came to is every row, in whatever table, that the transaction of such an import added or changed: events, assignments, ledgers, what the roll-ups have yet to take in and has not been folded since, counters, and what became of each row. A look is at the list of recommendations, which nobody had asked for before, while as many more recommendations are taken in.`,
			figures: [
				against(
					'New recommendations a second, as a share of \\copy',
					rows,
					asks,
					secondsOf(asksCopied),
					'recommendations and words',
					{ [`rows a second of the first ${few}, into an empty register`]: Math.round(few / small.commit_s) }
				),
				against(
					'Status updates a second, as a share of \\copy',
					rows,
					updates,
					secondsOf(updatesCopied),
					'their events alone'
				),
				againstAll(
					'New recommendations a second, as a share of \\copy of all that they came to',
					asks,
					allOfAsks
				),
				againstAll(
					'Status updates a second, as a share of \\copy of all that they came to',
					updates,
					allOfUpdates
				),
				...(
					[
						['recommendations', small],
						['status updates', smallUpdates]
					] as const
				).map(([kind, { check_s }]): Figure => ({
					name: `Preview of ${few} ${kind}`,
					value: round(check_s),
					unit: 's',
					goal: { at_most: 2 },
					detail: {}
				})),
				{
					name: 'Most memory of the process that takes them in',
					value: round(peak),
					unit: 'MB',
					goal: { at_most: 300 },
					detail: {
						[`with ${few} rows, MB`]: round(smallPeak),
						'of a process that has only begun, MB': round(Math.min(small.begun_mb, smallUpdates.begun_mb))
					}
				},
				{
					name: 'p95 of a look of others meanwhile ÷ without',
					value: round(quantile(meanwhile, 0.95) / quantile(alone, 0.95)),
					unit: '',
					goal: { at_most: 2 },
					detail: {
						'p95 meanwhile, ms': round(quantile(meanwhile, 0.95)),
						'p95 without, ms': round(quantile(alone, 0.95)),
						looks: meanwhile.length,
						'folded before the looks': isFolded ? 'yes' : 'no'
					}
				}
			]
		};
	} finally {
		await site.stop();
		await drop(server, url);
	}
};
