// Runs every test from a clean clone: `npm test`. With words, only some: `npm test -- lint unit`, and with a
// path, the tests whose file has it in its name: `npm test -- src/lib/domain`. What follows from the first
// option on goes to Vitest: `npm test -- unit -t overdue`.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sentence, endAll, runModule } from './testing/command.js';
import { closingLine, sum } from './testing/count.js';
import { installDependencies } from './testing/dependencies.js';
import { findOrInstallChromium } from './testing/chromium.js';
import { startPostgres } from './testing/postgres.js';
import { say, step } from './testing/say.js';
import { suites } from './testing/suites.js';

/** @typedef {keyof typeof suites} Word */

const WORDS = /** @type {Word[]} */ (Object.keys(suites));

/**
 * What was asked for: which suites, which paths, what Vitest is to be told.
 * @param {string[]} args
 * @returns {{ asked: Set<Word>, paths: string[], vitest: string[] }}
 */
const read = (args) => {
	const option = args.findIndex((arg) => arg.startsWith('-'));
	const words = option === -1 ? args : args.slice(0, option);
	const paths = words.filter((word) => !(word in suites));
	const asked = new Set(WORDS.filter((word) => words.includes(word)));
	for (const path of paths) {
		const files = testFiles().filter((file) => file.includes(path.replace(/^\.\//, '')));
		if (files.length === 0) {
			throw new Sentence(
				`“${path}” is no suite and no test’s file has it in its name. Suites: ${WORDS.join(', ')}.`
			);
		}
		for (const file of files) asked.add(file.endsWith('.journey.ts') ? 'journeys' : 'unit');
	}
	const all = asked.size === 0;
	return {
		asked: all ? new Set(WORDS) : asked,
		paths: paths.map((path) => path.replace(/^\.\//, '')),
		vitest: option === -1 ? [] : args.slice(option)
	};
};

const testFiles = () =>
	['src', 'db', 'seeds', 'routes', 'bin']
		.filter((folder) => existsSync(folder))
		.flatMap((folder) =>
			readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path))
		)
		.filter((path) => /\.(test\.[jt]s|journey\.ts)$/.test(path));

/**
 * The environment of the tests: the person's own, less what would change the product's settings or point the
 * tests at a database that matters, and with a temporary folder that goes with us, however we end.
 * @param {boolean} live whether somebody watches
 * @returns {NodeJS.ProcessEnv}
 */
const environment = (live) => {
	const { DATABASE_URL, NODE_ENV, ORIGIN, HOST, PORT, FORCE_COLOR, ...env } = process.env;
	const folder = mkdtempSync(join(tmpdir(), 'followthrough-tests-'));
	process.once('exit', () =>
		rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
	);
	const colour = live && process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' };
	return { ...env, ...colour, TMPDIR: folder };
};

/**
 * Runs the suites that were asked for and gives each one's result. When all run, their output is kept back and
 * the long unit tests share the machine with the checks; the journeys, a few at a time, have it to themselves.
 * @param {Set<Word>} asked
 * @param {import('./testing/suites.js').Setting} setting
 */
const runSuites = async (asked, setting) => {
	/** @type {Map<string, import('./testing/suites.js').Result>} */
	const results = new Map();
	/** @param {Word[]} words */
	const inTurn = async (...words) => {
		for (const word of words) {
			if (!asked.has(word)) continue;
			const { name, run } = suites[word];
			const result = await step(name, () => run(setting), noteOf);
			results.set(name, result);
		}
	};
	const checks = () => inTurn('lock', 'format', 'lint', 'promises', 'types', 'build');
	if (setting.live) {
		await checks();
		await inTurn('unit');
	} else {
		await Promise.all([checks(), inTurn('unit')]);
	}
	if (asked.has('journeys') && results.get(suites.build.name)?.count.failed) {
		say(`✗ ${suites.journeys.name}: not walked, since there is no build to walk through`);
		results.set(suites.journeys.name, { count: { passed: 0, failed: 1, skipped: 0 }, output: '' });
	} else {
		await inTurn('journeys');
	}
	return results;
};

/** @param {import('./testing/suites.js').Result} result */
const noteOf = ({ count: { passed, failed, skipped } }) => ({
	ok: failed === 0,
	note:
		`${passed + failed} ${passed + failed === 1 ? 'test' : 'tests'}` +
		(failed > 0 ? `, of which ${failed} failed` : '') +
		(skipped > 0 ? `, and ${skipped} left out` : '')
});

/** @param {string[]} args */
const main = async (args) => {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	if (major < 20 || (major === 20 && minor < 19)) {
		throw new Sentence(`Followthrough needs Node 20.19 or later; this is ${process.versions.node}.`);
	}
	process.chdir(join(import.meta.dirname, '..'));
	const { asked, paths, vitest } = read(args);
	const live = args.length > 0;
	if (asked.has('journeys')) asked.add('build');

	await installDependencies();
	const env = environment(live);
	await runModule('@sveltejs/kit/svelte-kit.js', ['sync'], { env });
	const postgres = asked.has('unit') || asked.has('journeys') ? await startPostgres() : undefined;
	try {
		if (postgres) {
			env.TEST_DATABASE_URL = postgres.url;
			say(`PostgreSQL ${postgres.version} stands ready for the tests.`);
		}
		if (asked.has('journeys')) env.CHROMIUM_PATH = await findOrInstallChromium();
		const results = await runSuites(asked, { env, live, paths, vitest });
		if (!live) {
			for (const [name, { count, output }] of results) {
				if (count.failed > 0 && output) say(`\n———— ${name} ————\n${output.trimEnd()}`);
			}
		}
		return sum([...results.values()].map((result) => result.count));
	} finally {
		await postgres?.stop();
	}
};

for (const [signal, number] of /** @type {const} */ ([
	['SIGINT', 2],
	['SIGTERM', 15],
	['SIGHUP', 1]
])) {
	process.once(signal, () => {
		say(`\nStopped by ${signal}.`);
		endAll('SIGTERM');
		setTimeout(() => {
			endAll('SIGKILL');
			process.exit(128 + number);
		}, 2_000);
	});
}

/** @type {import('./testing/count.js').Count} */
let count = { passed: 0, failed: 1, skipped: 0 };
try {
	count = await main(process.argv.slice(2));
} catch (error) {
	console.error(error instanceof Sentence ? error.message : error);
}
say(`\n${closingLine(count)}`);
process.exitCode = count.failed > 0 || count.passed === 0 ? 1 : 0;
