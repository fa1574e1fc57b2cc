import { expect, it, test } from 'vitest';
import { compressed } from './compressed.ts';

const WORDS = 'What was asked, what was promised, what is said to be done. '.repeat(400);
const page = (words = WORDS, type = 'text/html') =>
	new Response(words, {
		status: 404,
		headers: { 'content-type': type, 'content-length': String(words.length), etag: '"1"' }
	});
const asked = (accepted?: string) =>
	new Request('http://localhost/', { headers: accepted ? { 'accept-encoding': accepted } : {} });
const wordsIn = (answer: Response) =>
	new Response(answer.body?.pipeThrough(new DecompressionStream('gzip'))).text();

it('sends anyone a page compressed, and it is the same page', async () => {
	const answer = await compressed(asked('gzip, deflate, br'), page(), true);
	expect(answer.status).toBe(404);
	expect(answer.headers.get('content-encoding')).toBe('gzip');
	expect(answer.headers.get('vary')).toBe('accept-encoding');
	expect(answer.headers.get('etag')).toBe(null);
	const length = Number(answer.headers.get('content-length'));
	expect(length).toBeLessThan(WORDS.length / 7);
	expect(await wordsIn(answer.clone())).toBe(WORDS);
	expect((await answer.arrayBuffer()).byteLength).toBe(length);
});

test.each([
	['somebody is signed in', asked('gzip'), page(), false],
	['the browser does not ask for it', asked(), page(), true],
	['the browser refuses it', asked('br, gzip;q=0'), page(), true],
	['the page is short', asked('gzip'), page('Nothing here.'), true],
	['it is a download', asked('gzip'), page(WORDS, 'text/csv'), true]
])('leaves it as it is where %s', async (_, request, answer, anyone) => {
	const words = await answer.clone().text();
	const sent = await compressed(request, answer, anyone);
	expect(sent.headers.get('content-encoding')).toBe(null);
	expect(await sent.text()).toBe(words);
});

test.each(['gzip', 'br;q=1.0, gzip;q=0.8', 'deflate,GZIP ; q=0.5'])('understands “%s”', async (accepted) => {
	const answer = await compressed(asked(accepted), page(), true);
	expect(answer.headers.get('content-encoding')).toBe('gzip');
});
