// A load generator in a process of its own: as many requests as go through in a time, each connection one after the
// other, kept alive. Reads only as much of HTTP as it takes to know where an answer ends, so that it costs little of
// the machine that it measures. Takes its orders as JSON and answers in JSON.
import { connect } from 'node:net';

/** @type {{ origin: string, path: string, anew: boolean, connections: number, seconds: number, mark: string }} */
const { origin, path, anew, connections, seconds, mark } = JSON.parse(process.argv[2] ?? '');
const { hostname, port, host } = new URL(origin);

let requests = 0;
const began = performance.now();
const until = began + seconds * 1000;

/** What a stray word of a link elsewhere makes of an address: the same question, and not an answer given before. */
const next = () => (anew ? `${path}&utm_bench=${mark}${requests}` : path);
const question = () => `GET ${next()} HTTP/1.1\r\nhost: ${host}\r\n\r\n`;

/** @param {Buffer} head */
const endOf = (head) => {
	const text = head.toString('latin1');
	if (!text.startsWith('HTTP/1.1 200')) throw new Error(`${path} was answered with ${text.split('\r\n')[0]}`);
	const length = /\r\ncontent-length: (\d+)/i.exec(text)?.[1];
	return length === undefined ? undefined : Number(length);
};

const LAST_CHUNK = Buffer.from('0\r\n\r\n');

const ask = () =>
	/** @type {Promise<void>} */ (
		new Promise((resolve, reject) => {
			const socket = connect(Number(port), hostname);
			socket.setNoDelay(true);
			/** @type {ReturnType<typeof Buffer.alloc> | undefined} */
			let head = Buffer.alloc(0);
			let left = 0;
			let chunked = false;
			const done = () => {
				head = Buffer.alloc(0);
				if (performance.now() >= until) {
					socket.destroy();
					resolve();
				} else {
					requests += 1;
					socket.write(question());
				}
			};
			socket.on('data', (chunk) => {
				try {
					let body = chunk;
					if (head) {
						head = Buffer.concat([head, chunk]);
						const end = head.indexOf('\r\n\r\n');
						if (end === -1) return;
						const length = endOf(head.subarray(0, end));
						body = head.subarray(end + 4);
						head = undefined;
						chunked = length === undefined;
						left = length ?? 0;
					}
					left -= body.length;
					if (chunked ? body.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK) : left <= 0) done();
				} catch (error) {
					socket.destroy();
					reject(error);
				}
			});
			socket.on('error', reject);
			socket.on('connect', () => {
				requests += 1;
				socket.write(question());
			});
		})
	);

await Promise.all(Array.from({ length: connections }, ask));
process.stdout.write(JSON.stringify({ requests, seconds: (performance.now() - began) / 1000 }));
