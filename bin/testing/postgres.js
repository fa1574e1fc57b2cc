import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Sentence, run } from './command.js';
import { installPackages, mayInstallPackages } from './packages.js';

const OLDEST = 15;
const isRoot = process.getuid?.() === 0;

/** Folders under which each folder may be one version of PostgreSQL, and where its programs lie in it. */
const FAMILIES = /** @type {const} */ ([
	['/usr/lib/postgresql', 'bin'],
	['/opt/homebrew/opt', 'bin'],
	['/usr/local/opt', 'bin'],
	['/Library/PostgreSQL', 'bin'],
	['/Applications/Postgres.app/Contents/Versions', 'bin']
]);

/**
 * A PostgreSQL server for the tests: the one that TEST_DATABASE_URL names, or one of our own, started from the
 * programs found (or, for root on Debian, installed) here. Gives its address and how to end it.
 * @returns {Promise<{ url: string, version: string, stop: () => Promise<void> }>}
 */
export const startPostgres = async () => {
	const named = process.env.TEST_DATABASE_URL;
	if (named) return { url: named, version: await versionOf(named), stop: async () => {} };
	let programs = await findPostgres();
	if (!programs && mayInstallPackages()) {
		await installPackages('postgresql');
		programs = await findPostgres();
	}
	if (!programs) {
		throw new Sentence(
			`The tests need a PostgreSQL server of version ${OLDEST} or later, and none could be found or installed. ` +
				'Install one, or name one in TEST_DATABASE_URL, and try again.'
		);
	}
	return startOwn(programs);
};

/** The folder of a PostgreSQL's programs that is new enough; undefined where there is none. */
export const findPostgres = async () => {
	const onPath = (process.env.PATH ?? '')
		.split(':')
		.map((folder) => join(folder, 'postgres'))
		.filter((path) => existsSync(path))
		.map((path) => dirname(realpathSync(path)));
	const inFamilies = FAMILIES.filter(([family]) => existsSync(family)).flatMap(([family, bin]) =>
		readdirSync(family)
			.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
			.map((version) => join(family, version, bin))
	);
	for (const folder of [...onPath, ...inFamilies]) {
		if (!existsSync(join(folder, 'initdb')) || !existsSync(join(folder, 'postgres'))) continue;
		const { output } = await run(join(folder, 'postgres'), ['--version']);
		if (Number(/ (\d+)/.exec(output)?.[1]) >= OLDEST) return folder;
	}
	return undefined;
};

/**
 * Starts a server of our own on a free port, in a temporary folder that goes with it: when it is stopped, and
 * however else we end.
 * @param {string} programs
 */
const startOwn = async (programs) => {
	// PostgreSQL refuses to run as root, and another account can't look into root's own temporary folder.
	const account = isRoot ? unprivileged() : undefined;
	const folder = mkdtempSync(join(isRoot ? '/tmp' : tmpdir(), 'followthrough-postgres-'));
	if (account) chownSync(folder, account.uid, account.gid);
	const env = { PATH: process.env.PATH, HOME: folder, LC_ALL: 'C' };
	// A group of its own, so that Ctrl-C reaches us alone and we end it.
	const options = { ...account, env, cwd: folder, detached: process.platform !== 'win32' };

	/** @type {import('node:child_process').ChildProcess | undefined} */
	let server;
	const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
	process.once('exit', () => {
		server?.kill('SIGQUIT');
		remove();
	});
	await makeCluster(programs, folder, options);

	for (let tries = 3; ; tries--) {
		const port = await freePort();
		const child = spawn(join(programs, 'postgres'), ['-D', join(folder, 'data'), ...settings(folder, port)], {
			...options,
			stdio: 'pipe'
		});
		server = child;
		const ended = new Promise((resolve) => child.once('close', resolve));
		const fault = await readiness(child);
		if (fault === undefined) {
			const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
			const stop = async () => {
				child.kill('SIGINT');
				const late = setTimeout(() => child.kill('SIGQUIT'), 5_000);
				await ended;
				clearTimeout(late);
				remove();
			};
			return { url, version: await versionOf(url), stop };
		}
		if (tries === 1) throw new Sentence(`${fault}\nPostgreSQL did not start: it says why, above.`);
	}
};

/**
 * @param {string} programs
 * @param {string} folder
 * @param {Parameters<typeof run>[2]} options
 */
const makeCluster = async (programs, folder, options) => {
	let said = '';
	// C.UTF-8 is the embedded engine's locale; an older macOS has only C.
	for (const locale of ['C.UTF-8', 'C']) {
		const data = join(folder, 'data');
		const args = ['-D', data, ...'-U postgres -A trust -E UTF8 --no-sync'.split(' '), `--locale=${locale}`];
		const { code, output } = await run(join(programs, 'initdb'), args, options);
		if (code === 0) return;
		said = output;
		rmSync(data, { recursive: true, force: true });
	}
	throw new Sentence(`${said}\nPostgreSQL could not make a data folder: initdb says why, above.`);
};

/**
 * @param {string} folder
 * @param {number} port
 */
const settings = (folder, port) =>
	Object.entries({
		port: String(port),
		listen_addresses: '127.0.0.1',
		unix_socket_directories: folder,
		max_connections: 200,
		// The data does not outlive the tests, so nothing waits for a disk. Commits stay synchronous: a vacuum can't mark
		// as visible to all what was committed a moment ago without, and plans would differ from one run to the next.
		fsync: 'off',
		full_page_writes: 'off',
		autovacuum: 'off',
		lc_messages: 'C'
	}).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

/**
 * Waits until the server takes connections: nothing, or what it said before it ended.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<string | undefined>}
 */
const readiness = (child) =>
	new Promise((resolve) => {
		let said = '';
		child.stdout?.resume();
		child.stderr?.on('data', (chunk) => {
			// Only what it says until it is ready matters; later it is drained so that it never waits for us.
			if (said.length < 100_000) said += chunk;
			if (said.includes('ready to accept connections')) resolve(undefined);
		});
		child.once('error', (error) => resolve(error.message));
		child.once('close', () => resolve(said));
	});

/** @returns {{ uid: number, gid: number }} */
const unprivileged = () => {
	const accounts = readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.map((line) => line.split(':'));
	for (const name of ['postgres', 'nobody']) {
		const account = accounts.find(([other]) => other === name);
		if (account) return { uid: Number(account[2]), gid: Number(account[3]) };
	}
	throw new Sentence(
		'PostgreSQL refuses to run as root, and there is no account “postgres” or “nobody” to run it as. Run the tests as another person.'
	);
};

/** @returns {Promise<number>} */
const freePort = () =>
	new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
		});
	});

/**
 * The server's version, such as 15.18; refuses one that does not answer or is too old.
 * @param {string} url
 */
const versionOf = async (url) => {
	const { default: pg } = await import('pg');
	const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
	try {
		await client.connect();
		const { rows } = await client.query('show server_version');
		const version = String(rows[0].server_version).split(' ')[0] ?? '';
		if (Number.parseInt(version) >= OLDEST) return version;
		throw new Sentence(`The tests need PostgreSQL ${OLDEST} or later; the server is ${version}.`);
	} catch (error) {
		if (error instanceof Sentence) throw error;
		const why = error instanceof Error ? error.message || error.name : String(error);
		throw new Sentence(`The PostgreSQL server for the tests does not answer: ${why}`);
	} finally {
		await client.end().catch(() => {});
	}
};
