import { existsSync, readFileSync } from 'node:fs';
import { Sentence, runNpm } from './command.js';
import { say, step } from './say.js';

/**
 * Whether what is installed is what the lock file asks for: every package that it names, at its version.
 * Optional packages may be missing: they are other machines' builds.
 * @param {string} lock the text of package-lock.json
 * @param {string} installed the text of npm's own record, node_modules/.package-lock.json
 */
export const areCurrent = (lock, installed) => {
	const wanted = Object.entries(packages(lock)).filter(([path]) => path !== '');
	const found = packages(installed);
	return wanted.every(([path, { version, optional, devOptional }]) =>
		found[path] ? found[path].version === version : Boolean(optional || devOptional)
	);
};

/**
 * @param {string} text
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>}
 */
const packages = (text) => JSON.parse(text).packages ?? {};

/** Installs the dependencies where they are missing or differ from the lock file. */
export const installDependencies = async () => {
	const record = 'node_modules/.package-lock.json';
	if (existsSync(record) && areCurrent(read('package-lock.json'), read(record))) return;
	say('Installing the dependencies: half a minute or so.');
	const { code, output } = await step(
		'dependencies',
		// Type checker, linter and test runner are development's, whatever NODE_ENV says.
		() => runNpm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']),
		({ code }) => ({ ok: code === 0, note: 'installed by npm ci' })
	);
	if (code !== 0)
		throw new Sentence(`${output}\nThe dependencies could not be installed: npm ci says why, above.`);
};

/** @param {string} path */
const read = (path) => readFileSync(path, 'utf8');
