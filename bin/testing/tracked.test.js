import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Written in parts, so that this file does not say what it looks for. */
const PATTERNS = {
	'a folder of somebody’s machine': new RegExp(
		String.raw`(^|[\s"'\x60(=:])/(${['work', 'root', 'home', 'Users'].join('|')})/\w`,
		'm'
	),
	'a neighbour outside the repository': new RegExp(['\\.\\./', 'shared/|/', '\\.libr', 'ary/'].join('')),
	'a package registry': new RegExp(
		[
			['registry', 'npmjs'],
			['npmjs', '(org|com)'],
			['deb', 'debian'],
			['registry', 'yarnpkg'],
			['pypi', 'org']
		]
			.map((parts) => `\\b${parts.join('\\.')}\\b`)
			.join('|')
	),
	'where a package was fetched': new RegExp(`"${'res'}olved": *"http`)
};

const tracked = existsSync('.git')
	? execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8', maxBuffer: 1e8 }).split('\0')
	: [];
const texts = tracked
	.filter((path) => path && existsSync(path) && !/\.(png|ico|woff2?|gz|zip|db)$/.test(path))
	.map((path) => ({ path, text: readFileSync(path, 'utf8') }));

describe.skipIf(tracked.length === 0)('what is committed', () => {
	it.each(Object.entries(PATTERNS))('names nowhere %s', (_, pattern) => {
		expect(texts.filter(({ text }) => pattern.test(text)).map(({ path }) => path)).toEqual([]);
	});

	it('holds no key and no settings of one installation', () => {
		const key = new RegExp(['-----BEGIN', '[A-Z ]*PRIVATE', 'KEY'].join(' ?'));
		expect(texts.filter(({ path, text }) => /(^|\/)\.env$/.test(path) || key.test(text))).toEqual([]);
	});
});

it.each([
	['a folder of somebody’s machine', `see "/${'ro'}ot/a.txt"`],
	['a neighbour outside the repository', `../${'sha'}red/design`],
	['a package registry', `https://${'registry'}.${'npmjs'}.org/hono`],
	['where a package was fetched', `"${'res'}olved": "https://example.org/a.tgz"`]
])('notices %s', (name, text) => {
	expect(PATTERNS[/** @type {keyof typeof PATTERNS} */ (name)].test(text)).toBe(true);
});
