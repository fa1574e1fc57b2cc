import { expect, it } from 'vitest';
import { secondsSince, tokenAt } from './form-token.ts';

const SECRET = 'a secret of thirty-two characters';
const SHOWN = new Date('2026-11-22T10:00:00Z');

it('says how long ago a form was shown, and believes no token that is not its own', () => {
	const token = tokenAt(SECRET, SHOWN);
	const later = new Date('2026-11-22T10:00:07Z');
	expect(secondsSince(SECRET, token, later)).toBe(7);
	const [, signature] = token.split('.');
	const earlier = tokenAt(SECRET, new Date('2026-11-22T09:00:00Z')).split('.')[0];
	for (const forged of ['', 'x', `${earlier}.${signature}`, `${token}x`.replace('.', '.x'), `${earlier}.`])
		expect(secondsSince(SECRET, forged, later)).toBeUndefined();
	expect(secondsSince('another secret of thirty-two char', token, later)).toBeUndefined();
});
