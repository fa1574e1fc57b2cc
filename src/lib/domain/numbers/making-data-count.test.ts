import { describe, expect, it } from 'vitest';
import { assuranceOf, variationOf } from './making-data-count.ts';
import { xmr } from './xmr.ts';

const phase = (...values: number[]) =>
	xmr(values.map((value, i) => ({ on: `2026-01-${String(i + 1).padStart(2, '0')}`, value })));
const QUIET = [10, 12, 9, 11, 8, 12, 10, 9, 11, 10, 12, 8];
const FALLING = [12, 9, 12, 10, 12, 16, 15, 14, 13, 12, 11, 9.5];

describe('the icon of variation', () => {
	it.each([
		['nothing beyond chance', QUIET, 'higher', { kind: 'common cause', went: undefined, signals: [] }],
		['far above, where higher is better', [...QUIET, 40], 'higher', { kind: 'improvement', went: 'up' }],
		['far above, where lower is better', [...QUIET, 40], 'lower', { kind: 'concern', went: 'up' }],
		['far below, where lower is better', [...QUIET, -40], 'lower', { kind: 'improvement', went: 'down' }],
		['far above, where neither is better', [...QUIET, 40], undefined, { kind: 'change', went: 'up' }],
		['seven that fall, the last near the mean', FALLING, 'higher', { kind: 'concern', went: 'down' }]
	] as const)('shows %s', (_, values, better, variation) => {
		expect(variationOf(phase(...values), better)).toMatchObject(variation);
	});

	it('is judged by the latest value alone, and by none of fewer than twelve', () => {
		expect(variationOf(phase(...QUIET.slice(0, 6), 40, ...QUIET.slice(6)), 'higher')?.kind).toBe(
			'common cause'
		);
		expect(variationOf(phase(...QUIET.slice(1)), 'higher')).toBeUndefined();
	});
});

describe('the icon of assurance', () => {
	it.each([
		['below the limits, where higher is better', 2, 'higher', 'meets it'],
		['above the limits, where higher is better', 95, 'higher', 'misses it'],
		['below the limits, where lower is better', 2, 'lower', 'misses it'],
		['above the limits, where lower is better', 95, 'lower', 'meets it'],
		['between the limits', 11, 'higher', 'hit and miss'],
		['not set', null, 'higher', undefined],
		['set where neither side is better', 95, undefined, undefined]
	] as const)('shows an aim %s', (_, aim, better, assurance) => {
		expect(assuranceOf(phase(...QUIET), aim, better)).toBe(assurance);
	});
});
