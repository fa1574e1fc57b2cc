import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const PROJECT = join(import.meta.dirname, '..');
const BUILT = join(PROJECT, 'build', 'product', 'main.js');

/** A shell between npm and this process ends at a signal without passing it on; that npm is gone then has to be noticed. */
const endWithNpm = () => {
	const parent = process.ppid;
	setInterval(() => {
		if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
	}, 500).unref();
};

/**
 * The commands: as they were built, where the pages of the same build are served, and otherwise as they are written.
 * @param {string | undefined} command
 * @returns {Promise<typeof import('../src/cli/main.ts')>}
 */
const commands = async (command) => {
	if (command === 'serve' && existsSync(BUILT)) return import(pathToFileURL(BUILT).href);
	const { register } = await import('tsx/esm/api');
	register();
	return import('../src/cli/main.ts');
};

/**
 * Runs one command of the product in this process, which ends with its exit code.
 * @param {string[]} args
 */
export const runProduct = async (args) => {
	if (!existsSync(join(PROJECT, 'node_modules', 'tsx'))) {
		console.error(
			'The dependencies are not installed yet. Run `npm ci`, or `npm start`, which does all that is needed.'
		);
		process.exitCode = 1;
		return;
	}
	// Whoever reads may stop reading: `… dictionary | head`.
	process.stdout.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
		if (error.code !== 'EPIPE') throw error;
		process.exit();
	});
	if (process.env.npm_lifecycle_event) endWithNpm();
	const { run } = await commands(args[0]);
	process.exitCode = await run(args);
};
