import { describe, expect, it } from 'vitest';
import { ASSURANCES } from '#lib/domain/axes/assurance.ts';
import { CLOSURES } from '#lib/domain/axes/closure.ts';
import { DELIVERIES } from '#lib/domain/axes/delivery.ts';
import { DISPOSITIONS } from '#lib/domain/axes/disposition.ts';
import { POSITIONS } from '#lib/domain/axes/position.ts';
import { decode, STEPS, stepsReached } from '#lib/domain/standing.ts';
import { accepted, assured, base, delivered, planned, responded, sustained } from './assignments.ts';
import { exit } from './population.ts';
import { stateOf } from './states.ts';
import { standings } from './worked-example.ts';

const EVERY_STANDING = Array.from(
	{
		length: DISPOSITIONS.length * POSITIONS.length * DELIVERIES.length * ASSURANCES.length * CLOSURES.length
	},
	(_, code) => decode(code)
);
const why = (said: Parameters<typeof standings>[1]) => exit(standings(1, said), sustained)?.part.name;

describe('the steps from asked to sustained', () => {
	it('are the steps of the cascade, in order', () => {
		expect(sustained.chain.slice(1)).toEqual([
			base,
			responded,
			accepted,
			planned,
			delivered,
			assured,
			sustained
		]);
		expect(STEPS).toHaveLength(7);
	});

	it('count every possible standing as the ledger does', () => {
		const steps = sustained.chain.slice(1);
		const differ = EVERY_STANDING.filter(
			(standing) => steps.filter((step) => step.holds(standing)).length !== stepsReached(standing)
		);
		expect(differ).toEqual([]);
	});

	it('leave each standing that drops out under one name, at the first step that it does not reach', () => {
		const steps = sustained.chain;
		for (const standing of EVERY_STANDING) {
			const left = exit(standing, sustained);
			const firstNotReached = steps.find((step) => !step.holds(standing));
			expect(left?.before).toBe(firstNotReached);
		}
	});
});

describe('why an assignment goes no further', () => {
	it.each([
		['merged into another', { disposition: 'merged' }],
		['agreed not to apply', { position: 'not applicable', closure: 'no longer applicable' }],
		['said not to apply', { position: 'not applicable' }],
		['not accepted', { position: 'not accepted' }],
		['no response', {}],
		['no response', { disposition: 'deferred' }],
		['declined by the board', { disposition: 'declined' }],
		['declined by the board', { disposition: 'declined', position: 'accepted', delivery: 'in progress' }],
		['not accepted', { disposition: 'declined', position: 'not accepted' }],
		['superseded', { position: 'accepted', closure: 'superseded' }],
		['superseded', { disposition: 'superseded', position: 'accepted', delivery: 'planned' }],
		['closed without being done', { position: 'accepted', delivery: 'stopped', closure: 'not implemented' }],
		['stopped', { position: 'accepted', delivery: 'stopped' }],
		['no information', { position: 'accepted in principle' }],
		['not started', { position: 'accepted', delivery: 'not started' }],
		['on hold', { position: 'accepted', delivery: 'on hold' }],
		['awaiting a check', { position: 'accepted', delivery: 'delivered', assurance: 'submitted' }],
		['awaiting a check', { disposition: 'declined', position: 'accepted', delivery: 'delivered' }],
		['lapsed', { position: 'accepted', delivery: 'delivered', assurance: 'lapsed' }],
		[
			'confirmed but not yet checked again',
			{ position: 'accepted', delivery: 'delivered', assurance: 'assured', closure: 'implemented' }
		],
		[undefined, { position: 'accepted', delivery: 'delivered', assurance: 'sustained' }]
	] as const)('is “%s”', (name, said) => {
		expect(why(said)).toBe(name);
	});
});

describe('the states', () => {
	it('hold every standing of the base, and no other', () => {
		const wrong = EVERY_STANDING.filter(
			(standing) => base.holds(standing) !== (stateOf(standing) !== undefined)
		);
		expect(wrong).toEqual([]);
	});

	it('never call “no information” “not started”', () => {
		expect(stateOf(standings(1, { position: 'accepted' }))).toBe('no information');
		expect(stateOf(standings(1, { position: 'accepted', delivery: 'not started' }))).toBe('not started');
	});
});
