import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A fault that a person can mend: printed as the sentence that it is, without a stack. */
export class Sentence extends Error {}

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Runs a program to its end with nothing on its standard input, in a process group of its own so that all it
 * started can be ended with it. Gives its exit code and all that it printed; `live` shows that as it comes,
 * `log` keeps it in a file, `minutes` is how long it may take.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, live?: boolean, log?: string, minutes?: number, uid?: number, gid?: number, cwd?: string }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export const run = (program, args, options = {}) =>
	new Promise((resolve) => {
		const { env = process.env, live = false, log, minutes = 10, uid, gid, cwd } = options;
		if (log) {
			mkdirSync(dirname(log), { recursive: true });
			writeFileSync(log, '');
		}
		const child = spawn(program, args, {
			env,
			uid,
			gid,
			cwd,
			detached: process.platform !== 'win32',
			shell: process.platform === 'win32' && !program.endsWith('.exe'),
			stdio: ['ignore', 'pipe', 'pipe']
		});
		running.add(child);
		let output = '';
		/** @param {Buffer | string} chunk */
		const take = (chunk) => {
			output += chunk;
			if (log) appendFileSync(log, chunk);
			if (live) process.stdout.write(chunk);
		};
		child.stdout.on('data', take);
		child.stderr.on('data', take);
		const limit = setTimeout(() => {
			take(`\nStopped: ${program} did not end within ${minutes} minutes.\n`);
			endGroup(child, 'SIGKILL');
		}, minutes * 60_000);
		/** @param {number} code */
		const done = (code) => {
			clearTimeout(limit);
			running.delete(child);
			resolve({ code, output });
		};
		child.on('error', (error) => {
			take(`${program}: ${error.message}\n`);
			done(127);
		});
		child.on('close', (code) => done(code ?? 1));
	});

/**
 * Runs a program that node_modules brought, by this same Node.
 * @param {string} script its path inside node_modules
 * @param {string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export const runModule = (script, args, options) =>
	run(process.execPath, [`node_modules/${script}`, ...args], options);

/**
 * Runs npm: the one that started us where it did, the one on the PATH where not.
 * @param {string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export const runNpm = (args, options) => {
	const npm = process.env.npm_execpath;
	return npm?.endsWith('npm-cli.js')
		? run(process.execPath, [npm, ...args], options)
		: run('npm', args, options);
};

/**
 * Ends every program that still runs, and what those started.
 * @param {NodeJS.Signals} signal
 */
export const endAll = (signal) => {
	for (const child of running) endGroup(child, signal);
};

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
const endGroup = (child, signal) => {
	if (!child.pid) return;
	try {
		if (process.platform === 'win32') child.kill(signal);
		else process.kill(-child.pid, signal);
	} catch (error) {
		// It ended in the meantime.
		if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
	}
};
