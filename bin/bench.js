// Measures what the product promises to reach and writes it to docs/bench.md and docs/bench.json: `npm run bench`.
// `npm run bench -- --help` says what it can be told.
import { join } from 'node:path';
import { Sentence, endAll } from './testing/command.js';
import { installDependencies } from './testing/dependencies.js';

process.chdir(join(import.meta.dirname, '..'));
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
	process.once(signal, () => {
		endAll(signal);
		process.exit(1);
	});
}

try {
	await installDependencies();
	const { register } = await import('tsx/esm/api');
	register();
	const { bench } = await import('./bench/bench.ts');
	await bench(process.argv.slice(2));
} catch (error) {
	console.error(error instanceof Sentence ? error.message : error);
	process.exitCode = 1;
}
