import { existsSync, readFileSync, rmSync } from 'node:fs';
import { runModule, runNpm } from './command.js';
import { asOneTest, countVitest } from './count.js';

/**
 * What a suite is run with: the environment of the tests, whether its output is shown as it comes, the paths
 * that people asked for and what they want Vitest to be told.
 * @typedef {{ env: NodeJS.ProcessEnv, live: boolean, paths: string[], vitest: string[] }} Setting
 *
 * @typedef {{ count: import('./count.js').Count, output: string }} Result
 * @typedef {{ name: string, run: (setting: Setting) => Promise<Result> }} Suite
 */

/** @param {string} suite */
const logOf = (suite) => `test-results/${suite.replaceAll(' ', '-')}.log`;

/**
 * @param {string} name
 * @param {(options: NonNullable<Parameters<typeof runModule>[2]>) => ReturnType<typeof runModule>} command
 * @returns {Suite}
 */
const check = (name, command) => ({
	name,
	run: async ({ env, live }) => {
		const { code, output } = await command({ env, live, log: logOf(name) });
		return { count: asOneTest(code), output };
	}
});

/**
 * @param {string} name
 * @param {string} project the project of vitest.config.ts
 * @returns {Suite}
 */
const tests = (name, project) => ({
	name,
	run: async ({ env, live, paths, vitest }) => {
		const report = `test-results/${project}.json`;
		rmSync(report, { force: true });
		const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
		const { code, output } = await runModule(
			'vitest/vitest.mjs',
			['run', '--project', project, ...reporters, ...paths, ...vitest],
			{ env, live, log: logOf(name), minutes: 25 }
		);
		const text = existsSync(report) ? readFileSync(report, 'utf8') : undefined;
		return { count: countVitest(text, code), output };
	}
});

/** Every suite, by the word that asks for it: `npm test -- lint`. */
export const suites = {
	lock: check('lock file', (options) =>
		runNpm(['ci', '--dry-run', '--ignore-scripts', '--prefer-offline', '--loglevel=error'], options)
	),
	format: check('format', (options) => runModule('prettier/bin/prettier.cjs', ['--check', '.'], options)),
	lint: check('lint', (options) => runModule('eslint/bin/eslint.js', ['.', '--max-warnings=0'], options)),
	promises: check('lint by types', (options) =>
		runModule('oxlint/bin/oxlint', ['--type-aware', '--deny-warnings', '--quiet'], options)
	),
	types: check('types', (options) =>
		runModule(
			'svelte-check/bin/svelte-check',
			['--tsconfig', './tsconfig.json', '--output', 'human', '--fail-on-warnings'],
			options
		)
	),
	unit: tests('unit tests', 'unit'),
	build: check('build', (options) => runModule('vite/bin/vite.js', ['build'], options)),
	journeys: tests('browser journeys', 'journeys')
};
