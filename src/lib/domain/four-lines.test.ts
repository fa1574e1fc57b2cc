import { describe, expect, it } from 'vitest';
import { factsOf, type Standing } from './four-lines.ts';

const standing = (given: Partial<Standing>): Standing => ({
	position: 'awaiting response',
	delivery: 'no information',
	assurance: 'not assessed',
	n: 1,
	responded_on: null,
	responded_on_is: null,
	updated_on: null,
	delivered_on: null,
	delivered_on_is: null,
	assured_on: null,
	...given
});

describe('the lines of a recommendation', () => {
	it('say nothing where nothing is known', () => {
		const { promised, said, checked } = factsOf([standing({})], 'NHS England');
		expect([promised.text, said.text, checked.text]).toEqual([null, null, null]);
	});

	it('say what nobody was asked as nothing known', () => {
		expect(factsOf([], undefined).promised.text).toBeNull();
	});

	it('name the one organisation that was asked', () => {
		const { promised, said, checked } = factsOf(
			[
				standing({
					position: 'accepted in part',
					responded_on: '2023-02-02',
					delivery: 'delivered',
					delivered_on: '2024-05-06',
					delivered_on_is: 'no later than',
					assurance: 'not assured'
				})
			],
			'NHS England'
		);
		expect(promised).toMatchObject({ text: 'NHS England accepted part of it.', on: '2023-02-02' });
		expect(said).toMatchObject({
			text: 'NHS England says that it is done.',
			on: '2024-05-06',
			on_is: 'no later than'
		});
		expect(checked.text).toBe('Somebody independent looked, and could not confirm it.');
	});

	it('count over many, out of all that were asked', () => {
		const { promised, said, checked } = factsOf(
			[
				standing({ n: 4 }),
				standing({ n: 2, position: 'not accepted', responded_on: '2025-01-02' }),
				standing({ n: 30, position: 'accepted', delivery: 'in progress', responded_on: '2025-03-02' }),
				standing({ n: 9, position: 'accepted', delivery: 'delivered' }),
				standing({
					n: 1,
					position: 'accepted',
					delivery: 'delivered',
					assurance: 'assured',
					assured_on: '2026-01-01'
				})
			],
			undefined
		);
		expect(promised.text).toBe(
			'42 of 46 organisations have replied: 40 accepted it and 2 did not accept it.'
		);
		expect(promised.on).toBe('2025-03-02');
		expect(said.text).toBe(
			'Of 46 organisations, 10 say that it is done and 30 say that work is under way. Of 6 we have no information.'
		);
		expect(checked.text).toBe('Of 10 claims that it is done, 1 was confirmed by somebody independent.');
	});
});
