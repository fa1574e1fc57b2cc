import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'msedge'];
const LONGEST_MS = 60_000;

/** The Chromium by which papers are printed: the one that CHROMIUM_PATH names, or one of the usual names on the PATH. */
export const findChromium = (env: Record<string, string | undefined>): string | undefined => {
	if (env.CHROMIUM_PATH) return env.CHROMIUM_PATH;
	const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
	return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) =>
		existsSync(path)
	);
};

/** Nothing is fetched: a paper needs nothing but itself. */
const QUIET = [
	'--headless',
	'--disable-gpu',
	'--disable-extensions',
	'--disable-background-networking',
	'--disable-sync',
	'--disable-dev-shm-usage',
	'--no-first-run',
	'--host-resolver-rules=MAP * ~NOTFOUND'
];
const PRINTING = ['--no-pdf-header-footer', '--export-tagged-pdf', '--generate-pdf-document-outline'];

const run = (program: string, args: string[]): Promise<void> =>
	new Promise((resolve, reject) => {
		const child = spawn(program, args, {
			stdio: ['ignore', 'ignore', 'pipe'],
			timeout: LONGEST_MS,
			killSignal: 'SIGKILL'
		});
		let said = '';
		child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-500)));
		child.once('error', reject);
		child.once('close', (code) =>
			code === 0 ? resolve() : reject(new Error(`The paper could not be printed (${code}): ${said}`))
		);
	});

/**
 * A page as a tagged PDF: its bytes. Its links lead to `origin`, since a PDF has no host of its own. Takes a second or
 * two, and nothing from the network.
 */
export const printed = async (page: Uint8Array, origin: string, chromium: string): Promise<Buffer> => {
	const folder = await mkdtemp(join(tmpdir(), 'followthrough-paper-'));
	try {
		const [from, to] = [join(folder, 'paper.html'), join(folder, 'paper.pdf')];
		await writeFile(from, Buffer.from(page).toString().replaceAll('href="/', `href="${origin}/`));
		// Root has no sandbox to put it into; the page is our own, and holds no script.
		const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
		await run(chromium, [
			...QUIET,
			...asRoot,
			...PRINTING,
			`--user-data-dir=${join(folder, 'profile')}`,
			`--print-to-pdf=${to}`,
			pathToFileURL(from).href
		]);
		return await readFile(to);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
};
