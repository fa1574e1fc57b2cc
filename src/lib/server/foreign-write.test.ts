import { describe, expect, it } from 'vitest';
import { isForeignWrite } from './foreign-write.ts';

const OURS = 'https://followthrough.example.org';
const cookie = 'session=1';

describe('a write from another website', () => {
	it.each([
		['another website', 'POST', { origin: 'https://evil.example', cookie }],
		['a page without an origin of its own', 'POST', { origin: 'null', cookie }],
		['our name on another port', 'POST', { origin: `${OURS}:8443`, cookie }],
		['our name without encryption', 'POST', { origin: OURS.replace('https', 'http'), cookie }],
		['another website, by another method', 'DELETE', { origin: 'https://evil.example', cookie }],
		['a sister site', 'PUT', { 'sec-fetch-site': 'same-site', cookie }],
		['nobody knows where, in somebody’s name', 'POST', { cookie }]
	])('is known when it comes from %s', (_, method, headers) =>
		expect(isForeignWrite(method, headers, OURS)).toBe(true)
	);

	it.each([
		['a page of ours', 'POST', { origin: OURS, cookie }],
		['a page of ours that hides its origin', 'POST', { 'sec-fetch-site': 'same-origin', cookie }],
		['a program without cookies', 'POST', {}],
		['whoever only asks', 'GET', { origin: 'https://evil.example', cookie }]
	])('is not what comes from %s', (_, method, headers) =>
		expect(isForeignWrite(method, headers, OURS)).toBe(false)
	);
});
