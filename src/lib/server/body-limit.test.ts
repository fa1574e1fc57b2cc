import { expect, it } from 'vitest';
import { mostBytes, tooLong } from './body-limit.ts';

const settings = { body_size_limit: '10M' };
const MB = 1024 * 1024;

it('takes in more than the setting only where a form brings files', () => {
	const sent = String(26 * MB);
	expect(tooLong(sent, '/my-work/7', settings)).toBeUndefined();
	for (const path of ['/my-work', '/my-work/sign-off', '/my-work/7/actions', '/board/claims/7', '/sign-in'])
		expect(tooLong(sent, path, settings), path).toMatch(/^Nothing was saved\. .*10 MB at most/);
});

it('refuses what is far too large everywhere, before a byte of it is read', () => {
	expect(tooLong(String(51 * MB), '/my-work/7', settings)).toMatch(/25 MB at most/);
	expect(tooLong(undefined, '/my-work/7', settings)).toBeUndefined();
	expect(tooLong(String(101 * MB), '/register/imports', settings)).toMatch(/50 MB at most/);
	expect(mostBytes(settings)).toBe(100 * MB);
	expect(mostBytes({ body_size_limit: '1G' })).toBe(1024 * MB);
});
