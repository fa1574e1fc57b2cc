import { spawn } from 'node:child_process';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rmSync } from 'node:fs';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { newDatabase } from '#db/testing-database.ts';
import { PROJECT } from '#lib/server/settings.ts';
import { dataFolder, runCommand, startProduct, type Product } from '#lib/testing/product.ts';
import { cookieOf } from '#lib/testing/sign-in.ts';

const running: Product[] = [];
const folders: string[] = [];
const start = async (options: Parameters<typeof startProduct>[0] = {}) => {
	const product = await startProduct(options);
	running.push(product);
	return product;
};
afterEach(async () => {
	for (const product of running.splice(0)) await product.stop();
});
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const update = (product: Product, assignment: number, narrative: string, cookie: string) =>
	fetch(`${product.origin}/api/assignments/${assignment}/updates`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', origin: product.origin, cookie },
		body: JSON.stringify({ narrative })
	});

/** Somebody who may update an assignment of the demonstration, and that assignment. */
const somebody = async (product: Product): Promise<{ assignment: number; cookie: string; slug: string }> => {
	const read = async (path: string, cookie = '') =>
		(await fetch(`${product.origin}${path}?data=demonstration`, { headers: { cookie } })).text();
	const people = [...(await read('/sign-in')).matchAll(/name="person"[^>]*value="(\d+)"/g)];
	for (const [, person] of people) {
		const cookie = await cookieOf(product, Number(person));
		const assignment = Number(/href="\/my-work\/(\d+)/.exec(await read('/my-work', cookie))?.[1]);
		if (!assignment) continue;
		const page = await read(`/my-work/${assignment}`, cookie);
		const slug = /href="\/recommendations\/([^"?/]+)/.exec(page)?.[1];
		const answer = await update(product, assignment, 'A first word.', cookie);
		if (slug && answer.status === 201) return { assignment, cookie, slug };
	}
	throw new Error('Nobody may update anything.');
};

describe('starting', () => {
	it('says in a sentence that the port is in use, and exits with 1', async () => {
		const other = createServer().listen(0, '127.0.0.1');
		await new Promise((resolve) => other.once('listening', resolve));
		const { port } = other.address() as AddressInfo;
		const { code, output } = await runCommand(['serve'], { PORT: String(port) });
		other.close();
		expect(output.trim()).toBe(`Port ${port} is in use. Stop what uses it, or choose another with PORT.`);
		expect(code).toBe(1);
	});

	it.each([
		['a setting that is none', { PORT: 'eighty' }, /^PORT must be [^\n]+$/],
		[
			'a server that does not answer',
			{ PORT: '0', DATABASE_URL: 'postgres://127.0.0.1:1/none' },
			/^The database that DATABASE_URL names cannot be reached: [^\n]+$/
		]
	])('says in a sentence what is wrong with %s, and exits with 1', async (_, env, sentence) => {
		const { code, output } = await runCommand(['serve'], env);
		expect(output.trim()).toMatch(sentence);
		expect(code).toBe(1);
	});

	it('refuses a data folder that another process holds, in a sentence', async () => {
		const first = await start();
		const { code, output } = await runCommand(['serve'], { PORT: '0', FOLLOWTHROUGH_DATA: first.data });
		expect(output.trim()).toMatch(/^The data folder [^\n]+ is in use by process \d+\. [^\n]+$/);
		expect(code).toBe(1);
	});
});

describe('ending', () => {
	it('finishes a request that runs, and is gone within ten seconds of SIGTERM', async () => {
		const product = await start();
		const { assignment, cookie } = await somebody(product);
		const body = JSON.stringify({ narrative: 'Said while the server was told to stop.' });
		const sending = request(`${product.origin}/api/assignments/${assignment}/updates`, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				'content-length': Buffer.byteLength(body),
				origin: product.origin,
				cookie
			}
		});
		const answered = new Promise<number | undefined>((resolve, reject) =>
			sending.once('error', reject).once('response', (answer) => {
				answer.resume();
				resolve(answer.statusCode);
			})
		);
		await new Promise<void>((resolve) => sending.write(body.slice(0, 5), () => resolve()));
		await new Promise((resolve) => setTimeout(resolve, 300));

		const began = Date.now();
		const ended = product.end('SIGTERM');
		await new Promise((resolve) => setTimeout(resolve, 300));
		sending.end(body.slice(5));
		expect(await answered).toBe(201);
		expect(await ended).toBe(0);
		expect(Date.now() - began).toBeLessThan(10_000);
		await expect(fetch(product.origin)).rejects.toThrow();
	});

	it('keeps everything that it acknowledged, also when it is killed while people write', async () => {
		const product = await start();
		const { assignment, cookie, slug } = await somebody(product);
		const acknowledged: string[] = [];
		let writes = true;
		const writer = async (name: string) => {
			for (let n = 0; writes; n += 1) {
				const narrative = `Word ${n} of writer ${name}.`;
				const answer = await update(product, assignment, narrative, cookie).catch(() => undefined);
				if (answer?.status === 201) acknowledged.push(narrative);
				else writes = false;
			}
		};
		const writers = ['A', 'B', 'C', 'D'].map(writer);
		while (acknowledged.length < 40) await new Promise((resolve) => setTimeout(resolve, 10));
		await product.end('SIGKILL');
		await Promise.all(writers);

		const again = await start({ data: product.data });
		const timeline = await (
			await fetch(`${again.origin}/api/recommendations/${slug}/timeline?data=demonstration`)
		).json();
		const found = new Set(timeline.events.map(({ narrative }: { narrative: string | null }) => narrative));
		expect(acknowledged.filter((narrative) => !found.has(narrative))).toEqual([]);
		await again.end();
		const { code, output } = await runCommand(['verify'], { FOLLOWTHROUGH_DATA: product.data });
		expect(output).toContain(' 0 faults');
		expect(code).toBe(0);
	});

	it('begins again where loading was cut short, and ends up with all of it', async () => {
		const data = await dataFolder('nothing');
		folders.push(data);
		const first = spawn(process.execPath, [`${PROJECT}bin/followthrough.js`, 'seed'], {
			env: { ...process.env, FOLLOWTHROUGH_DATA: data },
			stdio: ['ignore', 'ignore', 'pipe']
		});
		await new Promise<void>((resolve) =>
			first.stderr.setEncoding('utf8').on('data', (text: string) => {
				if (text.includes('organisations.csv')) resolve();
			})
		);
		first.kill('SIGKILL');
		await new Promise((resolve) => first.once('close', resolve));
		const { code, output } = await runCommand(['seed'], { FOLLOWTHROUGH_DATA: data });
		expect(output).toContain('The register is loaded.');
		expect(code).toBe(0);
	});
});

describe.skipIf(!process.env.TEST_DATABASE_URL)('on a Postgres server of its own', () => {
	it('starts with the register alone, and nobody can become anybody there', async () => {
		const { url, drop } = await newDatabase(process.env.TEST_DATABASE_URL ?? '');
		try {
			const product = await start({ env: { DATABASE_URL: url } });
			const of = async (data: string) =>
				(await (await fetch(`${product.origin}/api/recommendations?data=${data}`)).json()).total;
			expect(await of('register')).toBeGreaterThan(100);
			expect(await of('demonstration')).toBe(0);
			const offers = await (await fetch(`${product.origin}/sign-in?data=demonstration`)).text();
			expect(offers).not.toContain('name="person"');
			expect(await cookieOf(product, 1)).toBe('');
			const answer = await update(product, 1, 'Not mine to say.', 'followthrough_person=1');
			expect(answer.status).toBe(401);
			await product.end();
		} finally {
			await drop();
		}
	});
});
