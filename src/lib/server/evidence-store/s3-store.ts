import { openAsBlob } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { AwsClient } from 'aws4fetch';
import { checked, type EvidenceStore } from './store.ts';

/** A bucket of a store that speaks S3. */
export type Bucket = {
	/** The address of the bucket itself: `https://s3.eu-west-2.amazonaws.com/evidence`. */
	url: string;
	region: string;
	key_id: string;
	secret: string;
};

const TRIES = 3;

const entity = (text: string) =>
	text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
const tag = (xml: string, name: string) =>
	entity(new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '');

/** Evidence in a bucket of a store that speaks S3, under `held/` and `kept/`. Nobody else should be able to read it. */
export const s3Store = ({ url, region, key_id, secret }: Bucket): EvidenceStore => {
	const bucket = url.replace(/\/$/, '');
	const client = new AwsClient({
		accessKeyId: key_id,
		secretAccessKey: secret,
		region,
		service: 's3',
		retries: TRIES,
		initRetryMs: 100
	});
	const held = (key: string) => `held/${checked(key)}`;
	const kept = (key: string) => `kept/${checked(key)}`;

	/** Asks the store, and answers undefined for what is not there. */
	const ask = async (path: string, init: RequestInit): Promise<Response | undefined> => {
		const answer = await client.fetch(`${bucket}/${path}`, init);
		if (answer.ok) return answer;
		const why = await answer.text();
		if (answer.status === 404) return undefined;
		throw new Error(`The store of evidence answered ${answer.status}: ${tag(why, 'Message') || 'no reason'}`);
	};

	return {
		hold: async (key, path) => {
			const body = await openAsBlob(path);
			if (!(await ask(held(key), { method: 'PUT', body })))
				throw new Error('The bucket of evidence is not there.');
			await rm(path);
		},
		keep: async (key) => {
			const source = `${new URL(bucket).pathname}/${held(key)}`;
			const copied = await ask(kept(key), { method: 'PUT', headers: { 'x-amz-copy-source': source } });
			// A copy can fail after the store has begun to answer.
			if (copied && (await copied.text()).includes('<Error>'))
				throw new Error('A file of evidence could not be kept.');
			if (copied) await ask(held(key), { method: 'DELETE' });
			else if (!(await ask(kept(key), { method: 'HEAD' })))
				throw new Error('A file of evidence is not there.');
		},
		drop: async (key) => void (await ask(held(key), { method: 'DELETE' })),
		open: async (key) => {
			// It may be moved from the one place to the other while we look.
			for (const path of [kept(key), held(key), kept(key)]) {
				const answer = await ask(path, { method: 'GET' });
				if (answer?.body) return Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]);
			}
			return undefined;
		},
		held: async () => {
			const listed = await ask('?list-type=2&prefix=held%2F', { method: 'GET' });
			const xml = (await listed?.text()) ?? '';
			return [...xml.matchAll(/<Contents>.*?<\/Contents>/gs)].flatMap(([each]) => {
				const key = tag(each, 'Key').slice('held/'.length);
				return /^[0-9a-f]{32}$/.test(key) ? [{ key, at: new Date(tag(each, 'LastModified')) }] : [];
			});
		}
	};
};
