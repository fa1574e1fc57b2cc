import { describe, expect, it } from 'vitest';
import { NewLink } from './family.ts';

const told = (given: object) => NewLink.safeParse(given).error?.issues.map(({ message }) => message) ?? [];

describe('a tie between two recommendations', () => {
	const tie = { from_ref: 'R/1', kind: 'supersedes', to_ref: 'R/2', note: 'The second says so.' };

	it('is taken with two references, a kind and a reason', () => {
		expect(told(tie)).toEqual([]);
	});

	it('says of everything that is left empty what to give', () => {
		expect(told({})).toEqual([
			'Give the reference of the first recommendation.',
			'Choose what the first does to the second.',
			'Give the reference of the second recommendation.',
			'Say why: what in the texts shows it.'
		]);
	});

	it('is refused between a recommendation and itself, however it is written', () => {
		expect(told({ ...tie, to_ref: 'r/1' })).toEqual([
			'Give another recommendation: nothing is tied to itself.'
		]);
	});
});
