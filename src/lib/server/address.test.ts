import { describe, expect, it } from 'vitest';
import { originOf, unreadable } from './address.ts';

describe('an address', () => {
	it.each([
		'/',
		'/recommendations?q=50%',
		'/recommendations?q=%F0%9F%92%8A',
		'/recommendations/R-2022-188',
		'/?q=100%25'
	])('%s can be read', (address) => {
		expect(unreadable(address)).toBeUndefined();
	});

	it.each([
		['a NUL byte', '/recommendations?q=a%00b', 'NUL'],
		['half a character', '/recommendations?q=%ED%A0%80', 'not text'],
		['a byte that is no text', '/recommendations/%FF', 'not text'],
		['a megabyte', `/recommendations?q=${'a'.repeat(1_000_000)}`, 'Ask for less'],
		['no path', 'http://elsewhere.example/', 'slash']
	])('with %s is refused with a sentence', (_, address, word) => {
		expect(unreadable(address)).toContain(word);
	});
});

describe('the origin of a form', () => {
	const here = { origin: undefined, host: '127.0.0.1', port: 3000 };

	it.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000'])('is %s where the browser says so', (host) => {
		expect(originOf(host, here)).toBe(`http://${host}`);
	});

	it('is never a name that somebody else may have pointed at this machine', () => {
		expect(originOf('evil.example:3000', here)).toBe('http://localhost:3000');
		expect(originOf('evil.example:3000', { ...here, host: '0.0.0.0' })).toBe('http://localhost:3000');
		expect(originOf(undefined, here)).toBe('http://localhost:3000');
	});

	it('is the machine’s own number where it listens to everybody', () => {
		expect(originOf('192.0.2.7:3000', here)).toBe('http://localhost:3000');
		expect(originOf('192.0.2.7:3000', { ...here, host: '0.0.0.0' })).toBe('http://192.0.2.7:3000');
	});

	it('is ORIGIN where that is set, whatever the browser says', () => {
		expect(originOf('localhost:3000', { ...here, origin: 'https://followthrough.example.org' })).toBe(
			'https://followthrough.example.org'
		);
	});
});
