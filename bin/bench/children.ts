import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Sentence } from '../testing/command.js';

/** A server in a process of its own. */
export type Child = {
	/** Where it answers, such as http://127.0.0.1:40123. */
	origin: string;
	/** From its start until it said so, in seconds. */
	ready_s: number;
	/** The lines that it printed, with the second in which each came. */
	said: { at_s: number; line: string }[];
	/** Processor time that it has used, in microseconds; undefined where the system does not tell. */
	cpu_us: () => number | undefined;
	stop: () => Promise<void>;
};

const SECONDS_TO_STOP = 12;
/** Linux counts processor time in hundredths of a second. */
const TICK_US = 10_000;

const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Processor time that a process of this machine has used, in microseconds; undefined where the system does not tell. */
export const cpuOf = (pid: number): number | undefined => {
	try {
		const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
		return (Number(fields[11]) + Number(fields[12])) * TICK_US;
	} catch {
		return undefined;
	}
};

/** Environment without what would change the product's settings, with what is given. */
export const environment = (given: Record<string, string>): NodeJS.ProcessEnv => {
	const { DATABASE_URL, DATABASE_READ_URL, NODE_ENV, ORIGIN, HOST, PORT, FOLLOWTHROUGH_DATA, ...env } =
		process.env;
	return { ...env, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: '0', ...given };
};

/** Starts a server by this same Node and waits until it says that it is ready. Refuses with what it said when it ends. */
export const start = (args: string[], given: Record<string, string>): Promise<Child> =>
	new Promise((resolve, reject) => {
		const began = performance.now();
		const seconds = () => (performance.now() - began) / 1000;
		const child = spawn(process.execPath, args, {
			env: environment(given),
			stdio: ['ignore', 'pipe', 'pipe']
		});
		running.add(child);
		const said: Child['said'] = [];
		const ended = new Promise<void>((done) => child.once('close', () => (running.delete(child), done())));
		const stop = async () => {
			child.kill('SIGTERM');
			const late = setTimeout(() => child.kill('SIGKILL'), SECONDS_TO_STOP * 1000);
			await ended;
			clearTimeout(late);
		};
		const listen = (chunk: Buffer) => {
			for (const line of chunk
				.toString()
				.split(/[\r\n]+/)
				.filter(Boolean)) {
				said.push({ at_s: seconds(), line });
				const port = /is ready: http:\/\/[^\s/]+:(\d+)/.exec(line)?.[1];
				if (port)
					resolve({
						origin: `http://127.0.0.1:${port}`,
						ready_s: seconds(),
						said,
						cpu_us: () => cpuOf(child.pid ?? 0),
						stop
					});
			}
		};
		child.stdout.on('data', listen);
		child.stderr.on('data', listen);
		void ended.then(() =>
			reject(
				new Sentence(`${said.map(({ line }) => line).join('\n')}\n${args.join(' ')} ended before it served.`)
			)
		);
	});

/** The built product over a database on a server, where anybody may sign in as somebody invented. */
export const product = (url: string): Promise<Child> =>
	start(['bin/followthrough.js', 'serve'], { DATABASE_URL: url, FOLLOWTHROUGH_DEMONSTRATION: 'true' });

/** One of the bench's own servers, in TypeScript. */
export const own = (file: string, given: Record<string, string>): Promise<Child> =>
	start(['--import', 'tsx', `bin/bench/${file}`], given);
