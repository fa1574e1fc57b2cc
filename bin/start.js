// Installs, builds, migrates, seeds and serves, whichever of these is still to do: `npm start`.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProduct } from './run-product.js';
import { Sentence, endAll, runModule } from './testing/command.js';
import { areCurrent, installDependencies } from './testing/dependencies.js';
import { step } from './testing/say.js';

const PROJECT = join(import.meta.dirname, '..');
/** What the build was made from; it goes with the build. */
const STAMP = join('build', 'sources.sha256');
const SOURCES = ['src', 'routes', 'db', 'seeds', 'static'];
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
const SETTINGS = [
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts',
	'tsconfig.json',
	'bin/build-product.js'
];

/** Whether all that the product runs on is installed. Type checker, linter and test runner need not be. */
const isInstalled = () => {
	const installed = 'node_modules/.package-lock.json';
	if (!existsSync(installed)) return false;
	const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
	const needed = Object.entries(lock.packages).filter(([, { dev }]) => !dev);
	const wanted = JSON.stringify({ packages: Object.fromEntries(needed) });
	return areCurrent(wanted, readFileSync(installed, 'utf8'));
};

/** One number for everything that pages and product are built from, whatever their dates. */
const fingerprint = () => {
	const files = SOURCES.flatMap((folder) =>
		readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile() && !/\.(test|journey|bench)\.[jt]s$/.test(entry.name))
			.map((entry) => join(entry.parentPath, entry.name))
	);
	const hash = createHash('sha256').update(process.version);
	for (const file of [...files.sort(), ...SETTINGS])
		hash.update(file).update('\0').update(readFileSync(file));
	return hash.digest('hex');
};

const build = async () => {
	const sources = fingerprint();
	if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return;
	const { code, output } = await step(
		'pages',
		() => runModule('vite/bin/vite.js', ['build', '--logLevel', 'warn']),
		({ code }) => ({ ok: code === 0, note: 'built' })
	);
	if (code !== 0) throw new Sentence(`${output}\nThe pages could not be built: the lines above say why.`);
	writeFileSync(STAMP, sources);
};

const main = async () => {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	if (major < 20 || (major === 20 && minor < 19))
		throw new Sentence(`Followthrough needs Node 20.19 or later; this is ${process.versions.node}.`);
	process.chdir(PROJECT);
	// What is started here stands in a group of its own, so an interruption has to be passed on.
	const breakOff = (/** @type {NodeJS.Signals} */ signal) => {
		endAll(signal);
		process.exit(1);
	};
	for (const signal of SIGNALS) process.on(signal, breakOff);
	if (!isInstalled()) await installDependencies();
	await build();
	for (const signal of SIGNALS) process.off(signal, breakOff);
	await runProduct(['serve']);
};

try {
	await main();
} catch (error) {
	console.error(error instanceof Sentence ? error.message : error);
	process.exitCode = 1;
}
