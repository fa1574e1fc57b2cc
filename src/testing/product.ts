import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The built product, running as a person would run it. */
export type Product = {
	origin: string;
	/** All that it has printed so far. */
	said: () => string;
	/** The folder of its embedded database. */
	folder: string;
	process: ChildProcess;
	/** Asks it to end and answers its exit code; after ten seconds it is killed, and the answer is null. */
	stop: () => Promise<number | null>;
};

const PROJECT = join(import.meta.dirname, '..', '..');
const READY = /ready: (https?:\/\/\S+)/;
const PATIENCE_MS = 150_000;

const ended = (child: ChildProcess) =>
	new Promise<number | null>((resolve) => {
		if (child.exitCode !== null || child.signalCode !== null) return resolve(child.exitCode);
		child.once('exit', (code) => resolve(code));
	});

/** Starts the product on a database folder that exists or will be made and seeded; answers when it is ready. */
export const startIn = (folder: string, env: Record<string, string> = {}): Promise<Product> =>
	new Promise((resolve, reject) => {
		const { DATABASE_URL, ORIGIN, HOST, PORT, NODE_ENV, ...own } = process.env;
		const child = spawn(process.execPath, ['bin/followthrough.js', 'serve'], {
			cwd: PROJECT,
			env: { ...own, PORT: '0', FOLLOWTHROUGH_DATA: folder, ...env },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		let text = '';
		const timer = setTimeout(() => {
			child.kill('SIGKILL');
			reject(new Error(`The product was not ready after ${PATIENCE_MS / 1000} seconds. It said:\n${text}`));
		}, PATIENCE_MS);
		const stop = async () => {
			child.kill('SIGTERM');
			const giveUp = setTimeout(() => child.kill('SIGKILL'), 10_000);
			const code = await ended(child);
			clearTimeout(giveUp);
			return code;
		};
		const listen = (chunk: Buffer) => {
			text += chunk.toString();
			const origin = READY.exec(text)?.[1];
			if (!origin) return;
			clearTimeout(timer);
			resolve({ origin, said: () => text, folder, process: child, stop });
		};
		child.stdout.on('data', listen);
		child.stderr.on('data', listen);
		child.once('exit', (code) => {
			clearTimeout(timer);
			reject(new Error(`The product ended with ${code} before it was ready. It said:\n${text}`));
		});
	});

/** Changes when anything does that decides what a freshly seeded database holds. */
const fingerprint = () => {
	const hash = createHash('sha256');
	for (const folder of ['db', 'seeds', 'src/lib/domain', 'src/lib/csv', 'src/lib/server/changes'])
		for (const file of readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' }).sort())
			if (/\.(ts|csv|js)$/.test(file) && !/\.(test|journey)\.ts$/.test(file))
				hash.update(file).update(readFileSync(join(PROJECT, folder, file)));
	return hash.digest('hex').slice(0, 16);
};

/** A folder seeded with the register and the demonstration, made once for all journeys of a run. */
const seeded = async (): Promise<string> => {
	const folder = join(tmpdir(), `followthrough-seeded-${fingerprint()}`);
	if (existsSync(folder)) return folder;
	const making = mkdtempSync(join(tmpdir(), 'followthrough-seeding-'));
	const product = await startIn(making);
	await product.stop();
	renameSync(making, folder);
	return folder;
};

/**
 * Starts the built product with the register and the demonstration loaded, on a free port and a database of its own:
 * a copy of one that was seeded before, so that a journey waits for a second and not for a minute.
 */
export const startProduct = async (env: Record<string, string> = {}): Promise<Product> => {
	const folder = mkdtempSync(join(tmpdir(), 'followthrough-journey-'));
	cpSync(await seeded(), folder, { recursive: true });
	const product = await startIn(folder, env);
	return {
		...product,
		stop: async () => {
			const code = await product.stop();
			rmSync(folder, { recursive: true, force: true });
			return code;
		}
	};
};
