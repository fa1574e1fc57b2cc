import { expect, it, test } from 'vitest';
import { ASSURANCES } from './axes/assurance.ts';
import { CLOSURES } from './axes/closure.ts';
import { DELIVERIES } from './axes/delivery.ts';
import { DISPOSITIONS } from './axes/disposition.ts';
import { POSITIONS } from './axes/position.ts';
import { decode, encode, isInBase, stepsReached, type Standing } from './standing.ts';

const standing = (but: Partial<Standing> = {}): Standing => ({
	disposition: 'untriaged',
	position: 'awaiting response',
	delivery: 'no information',
	assurance: 'not assessed',
	closure: 'open',
	...but
});

it('is one number for each of the 10,584 combinations, and back', () => {
	const size =
		DISPOSITIONS.length * POSITIONS.length * DELIVERIES.length * ASSURANCES.length * CLOSURES.length;
	expect(size).toBe(10_584);
	for (let code = 0; code < size; code++) expect(encode(decode(code))).toBe(code);
});

// The ledger holds these numbers: a change here would change what the past says.
test.each([
	[0, standing()],
	[1, standing({ closure: 'implemented' })],
	[7, standing({ assurance: 'submitted' })],
	[42, standing({ delivery: 'not started' })],
	[294, standing({ position: 'accepted' })],
	[1764, standing({ disposition: 'adopted' })],
	[476, standing({ position: 'accepted', delivery: 'delivered', assurance: 'assured' })],
	[
		10_583,
		standing({
			disposition: 'superseded',
			position: 'not applicable',
			delivery: 'stopped',
			assurance: 'lapsed',
			closure: 'not implemented'
		})
	]
])('%i is frozen', (code, stands) => {
	expect(encode(stands)).toBe(code);
	expect(decode(code)).toEqual(stands);
});

test.each([-1, 10_584, 1.5, NaN, Infinity])('%s stands for nothing', (code) => {
	expect(() => decode(code)).toThrow(RangeError);
});

test.each([
	[0, { disposition: 'merged', position: 'accepted', delivery: 'delivered' }],
	[0, { closure: 'no longer applicable' }],
	[1, {}],
	[1, { delivery: 'delivered' }],
	[2, { position: 'not accepted' }],
	[2, { position: 'not applicable' }],
	[3, { position: 'accepted in principle' }],
	[3, { position: 'accepted', delivery: 'stopped' }],
	[4, { position: 'accepted in part', delivery: 'on hold' }],
	[5, { position: 'accepted', delivery: 'delivered', assurance: 'not assured' }],
	[6, { position: 'accepted', delivery: 'delivered', assurance: 'assured' }],
	[7, { position: 'accepted', delivery: 'delivered', assurance: 'sustained' }]
] as [number, Partial<Standing>][])('has reached %i steps of the cascade: %j', (steps, but) => {
	expect(stepsReached(standing(but))).toBe(steps);
	expect(isInBase(standing(but))).toBe(steps > 0);
});
