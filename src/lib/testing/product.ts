import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayOf } from '#lib/domain/day.ts';
import { doJobs } from '#lib/server/jobs/worker.ts';
import { connect } from '#lib/server/open-database.ts';
import { PROJECT, readSettings } from '#lib/server/settings.ts';

type Env = Record<string, string | undefined>;

/** The built product, running in a process of its own. */
export type Product = {
	/** The address that a browser opens. */
	origin: string;
	process: ChildProcess;
	/** The folder of its embedded database. */
	data: string;
	/** All that it has printed so far. */
	output: () => string;
	/** Ends it as a person would (SIGTERM), or as a power cut would (SIGKILL), and gives its exit code. */
	end: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<number | null>;
	/** Ends it and removes its data. */
	stop: () => Promise<void>;
};

const COMMAND = join(PROJECT, 'bin', 'followthrough.js');
const KEPT = join(PROJECT, 'test-results', 'seeded');

// The product's own settings come from the test alone, whatever the person who runs it has set.
const OURS =
	/^(PORT|HOST|ORIGIN|DATABASE_URL|DATABASE_READ_URL|FOLLOWTHROUGH_.*|EVIDENCE_.*|BODY_SIZE_LIMIT|VITEST.*|NODE_ENV|NODE_OPTIONS)$/;
const environment = (env: Env): NodeJS.ProcessEnv => {
	const others = Object.entries(process.env).filter(([name]) => !OURS.test(name));
	return { ...Object.fromEntries(others), ...env } as NodeJS.ProcessEnv;
};

const run = (args: string[], env: Env) => {
	const child = spawn(process.execPath, [COMMAND, ...args], {
		env: environment(env),
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
	const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
	return { child, ended, output: () => output };
};

/** Runs one command of the command line to its end. */
export const runCommand = async (
	args: string[],
	env: Env = {}
): Promise<{ code: number | null; output: string }> => {
	const { ended, output } = run(args, env);
	return { code: await ended, output: output() };
};

/** What the seeded data depends on: the day, the tables, the seeds and the rules that they pass through. */
const fingerprint = () => {
	const hash = createHash('sha256').update(dayOf(new Date()));
	for (const folder of ['db', 'seeds', 'src/lib/domain', 'src/lib/csv', 'src/lib/server/changes'])
		for (const name of readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' }).sort())
			if (/(?<!\.test)\.(ts|js|csv)$/.test(name))
				hash.update(name).update(readFileSync(join(PROJECT, folder, name)));
	return hash.digest('hex').slice(0, 16);
};

// Every product that a journey starts would else begin with a digest for everybody and a search for repeats.
const doWhatWaits = async (data: string) => {
	const connection = connect(readSettings({ FOLLOWTHROUGH_DATA: data }));
	try {
		const problem = await doJobs({ db: connection.db }, () => new Date());
		if (problem) throw new Error(problem);
	} finally {
		await connection.close();
	}
};

/** A folder with the register and the demonstration in it, made once and kept for as long as it would come out the same. */
export const seeded = async (): Promise<string> => {
	const folder = join(KEPT, fingerprint());
	if (existsSync(folder)) return folder;
	rmSync(KEPT, { recursive: true, force: true });
	mkdirSync(KEPT, { recursive: true });
	const making = `${folder}.making`;
	const { code, output } = await runCommand(['seed', '--demonstration'], { FOLLOWTHROUGH_DATA: making });
	if (code !== 0) throw new Error(`The data for the journeys could not be loaded.\n${output}`);
	await doWhatWaits(making);
	renameSync(making, folder);
	return folder;
};

/** A new folder for an embedded database: with the register and the demonstration in it, or empty. */
export const dataFolder = async (holds: 'everything' | 'nothing' = 'everything'): Promise<string> => {
	const folder = mkdtempSync(join(tmpdir(), 'followthrough-journey-'));
	if (holds === 'everything') cpSync(await seeded(), folder, { recursive: true });
	return folder;
};

/**
 * Starts the built product on a free port and waits until it is ready. Its embedded database is a copy of a seeded one,
 * unless `data` names a folder; `env` are settings, such as DATABASE_URL.
 */
export const startProduct = async (options: { env?: Env; data?: string } = {}): Promise<Product> => {
	const { env = {} } = options;
	const data = options.data ?? (await dataFolder(env.DATABASE_URL ? 'nothing' : 'everything'));
	const { child, ended, output } = run(['serve'], { PORT: '0', FOLLOWTHROUGH_DATA: data, ...env });
	const removeOnExit = () => child.kill('SIGKILL');
	process.once('exit', removeOnExit);
	const end: Product['end'] = (signal = 'SIGTERM') => {
		child.kill(signal);
		process.off('exit', removeOnExit);
		return ended;
	};
	const isReady = () => /is ready: (\S+)/.exec(output())?.[1];
	const poll = async (): Promise<string> => {
		for (;;) {
			const origin = isReady();
			if (origin) return origin;
			if (child.exitCode !== null) throw new Error(`The product did not start.\n${output()}`);
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	};
	const origin = await poll();
	const stop = async () => {
		await end();
		rmSync(data, { recursive: true, force: true });
	};
	return { origin, process: child, data, output, end, stop };
};
