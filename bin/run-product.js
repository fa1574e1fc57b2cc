import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Runs one command of the product in this process, which ends with its exit code.
 * @param {string[]} args
 */
export const runProduct = async (args) => {
	if (!existsSync(join(import.meta.dirname, '..', 'node_modules', 'tsx'))) {
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
	const { register } = await import('tsx/esm/api');
	register();
	const { run } = await import('../src/cli/main.ts');
	process.exitCode = await run(args);
};
