import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { AwsV4Signer } from 'aws4fetch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderStore } from './folder-store.ts';
import { s3Store } from './s3-store.ts';
import { newKey, type EvidenceStore } from './store.ts';
import { sweep } from './sweep.ts';

const BUCKET = { region: 'eu-west-2', key_id: 'AKIDEXAMPLE', secret: 'example' };

/** As much of S3 as the store asks for, which believes no request that is not signed with the right key. */
const smallS3 = () => {
	const objects = new Map<string, { bytes: Buffer; at: Date }>();
	const isSigned = async (req: IncomingMessage, url: string) => {
		const { host, authorization, 'x-amz-date': date, 'x-amz-content-sha256': sha, ...rest } = req.headers;
		const signer = new AwsV4Signer({
			method: req.method,
			url,
			headers: {
				'x-amz-content-sha256': String(sha),
				...(rest['x-amz-copy-source'] ? { 'x-amz-copy-source': String(rest['x-amz-copy-source']) } : {})
			},
			accessKeyId: BUCKET.key_id,
			secretAccessKey: BUCKET.secret,
			region: BUCKET.region,
			service: 's3',
			datetime: String(date)
		});
		return host !== undefined && authorization === (await signer.sign()).headers.get('authorization');
	};
	const server = createServer((req, res) => {
		void (async () => {
			const bytes = await buffer(req);
			const url = new URL(req.url ?? '', `http://${req.headers.host}`);
			const answer = (status: number, body: string | Buffer = '') => res.writeHead(status).end(body);
			if (!(await isSigned(req, url.href)))
				return answer(403, '<Error><Message>The signature does not match.</Message></Error>');
			const key = url.pathname.replace('/evidence/', '');
			const copied = String(req.headers['x-amz-copy-source'] ?? '').replace('/evidence/', '');
			if (url.searchParams.has('list-type'))
				return answer(
					200,
					`<ListBucketResult>${[...objects]
						.filter(([name]) => name.startsWith(url.searchParams.get('prefix') ?? ''))
						.map(
							([name, { at }]) =>
								`<Contents><Key>${name}</Key><LastModified>${at.toISOString()}</LastModified></Contents>`
						)
						.join('')}</ListBucketResult>`
				);
			if (req.method === 'DELETE') return answer(objects.delete(key) ? 204 : 204);
			if (req.method === 'PUT') {
				const from = copied ? objects.get(copied)?.bytes : bytes;
				if (!from) return answer(404, '<Error><Message>No such key.</Message></Error>');
				objects.set(key, { bytes: from, at: new Date() });
				return answer(200, copied ? '<CopyObjectResult/>' : '');
			}
			const found = objects.get(key);
			return found ? answer(200, req.method === 'HEAD' ? '' : found.bytes) : answer(404);
		})();
	});
	return { server, objects };
};

let folder: string;
let s3: Server;
let url: string;
const { server, objects } = smallS3();
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'followthrough-stores-'));
	s3 = server;
	await new Promise<void>((resolve) => s3.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(s3.address() as AddressInfo).port}/evidence`;
});
afterAll(() => {
	s3.close();
	rmSync(folder, { recursive: true, force: true });
});

const BYTES = Buffer.from('Audit of ward 4 – every sample.');
const fileOf = (bytes = BYTES) => {
	const path = join(folder, `given-${createHash('md5').update(String(Math.random())).digest('hex')}`);
	writeFileSync(path, bytes);
	return path;
};

type Aged = { store: EvidenceStore; age: (key: string) => void };
const STORES: Record<string, () => Aged> = {
	'a folder': () => ({
		store: folderStore(join(folder, 'evidence')),
		age: (key) => utimesSync(join(folder, 'evidence', 'held', key), new Date(0), new Date(0))
	}),
	'a bucket': () => ({
		store: s3Store({ ...BUCKET, url }),
		age: (key) => objects.set(`held/${key}`, { bytes: BYTES, at: new Date(0) })
	})
};

describe.each(Object.keys(STORES))('evidence in %s', (name) => {
	const open = () => (STORES[name] as () => Aged)();
	const bytesOf = async (store: EvidenceStore, key: string) => {
		const stream = await store.open(key);
		return stream && buffer(stream);
	};
	const keysHeld = async (store: EvidenceStore) => (await store.held()).map(({ key }) => key);

	it('is held, then kept, and can be opened all the while', async () => {
		const { store } = open();
		const key = newKey();
		const path = fileOf();
		await store.hold(key, path);
		expect(existsSync(path)).toBe(false);
		expect(await keysHeld(store)).toContain(key);
		expect(await bytesOf(store, key)).toEqual(BYTES);
		await store.keep(key);
		await store.keep(key);
		expect(await keysHeld(store)).not.toContain(key);
		expect(await bytesOf(store, key)).toEqual(BYTES);
		await store.drop(key);
		expect(await bytesOf(store, key), 'what is kept stays').toEqual(BYTES);
	});

	it('is let go, and then is not there', async () => {
		const { store } = open();
		const key = newKey();
		await store.hold(key, fileOf());
		await store.drop(key);
		await store.drop(key);
		expect(await bytesOf(store, key)).toBeUndefined();
		await expect(store.keep(key)).rejects.toThrow();
	});

	it('has no names but ours, so that none leads elsewhere', async () => {
		const { store } = open();
		for (const key of ['../../etc/passwd', '', 'a'.repeat(31), 'kept/../x'])
			await expect((async () => store.open(key))()).rejects.toThrow('no name of a file');
	});

	it('that was broken off an hour ago is kept where a row names it, and removed where none does', async () => {
		const { store, age } = open();
		const [named, orphan, fresh] = [newKey(), newKey(), newKey()] as const;
		for (const key of [named, orphan, fresh]) await store.hold(key, fileOf());
		for (const key of [named, orphan]) age(key);
		const ages = (await store.held()).filter(({ key }) => key === orphan);
		const now = new Date(Math.max(...ages.map(({ at }) => at.getTime())) + 61 * 60_000);
		const hour_ago = (keys: readonly string[]) =>
			Promise.resolve(new Set(keys.filter((key) => key === named)));
		const swept = await sweep(store, hour_ago, name === 'a folder' ? now : new Date());
		expect(swept.kept).toBe(1);
		expect(await bytesOf(store, named)).toEqual(BYTES);
		expect(await bytesOf(store, orphan)).toBeUndefined();
	});
});

it('in a folder can be read by the product’s own account alone', async () => {
	const store = folderStore(join(folder, 'private'));
	await store.hold(newKey(), fileOf());
	expect(statSync(join(folder, 'private', 'held')).mode & 0o077).toBe(0);
	expect(readdirSync(join(folder, 'private'))).toEqual(['held']);
});

it('in a bucket that does not know our key is told in a sentence', async () => {
	const store = s3Store({ ...BUCKET, url, secret: 'wrong' });
	await expect(store.hold(newKey(), fileOf())).rejects.toThrow('answered 403: The signature does not match.');
});
