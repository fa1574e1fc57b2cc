import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countOf, listed, noneOr, percentage, say, sentence, verb, written } from './in-words.ts';
import { rateOf } from './number.ts';

describe('a rate is said', () => {
	it.each([
		[3, 7, '3 of 7'],
		[0, 9, '0 of 9'],
		[9, 9, '9 of 9'],
		[5, 10, '5 of 10 (50 %)'],
		[46, 50, '46 of 50 (92 %)'],
		[107, 158, '107 of 158 (68 %)'],
		[57, 200, '57 of 200 (29 %)'],
		[1_250, 12_000, '1,250 of 12,000 (10 %)'],
		[0, 0, 'nothing to count']
	])('%i of %i as “%s”', (numerator, denominator, said) => {
		expect(say({ numerator, denominator })).toBe(said);
	});

	it.each([
		[0, 1_000, '0 %'],
		[1, 1_000, 'less than 1 %'],
		[999, 1_000, 'more than 99 %'],
		[1_000, 1_000, '100 %']
	])('so that only none is 0 %% and only all is 100 %%: %i of %i is %s', (numerator, denominator, said) => {
		expect(percentage(numerator, denominator)).toBe(said);
	});
});

describe('a number', () => {
	it('is written as the British write it, whatever its size', () => {
		const british = new Intl.NumberFormat('en-GB');
		const numbers = fc.oneof(
			fc.integer(),
			fc.maxSafeInteger(),
			fc.double({ min: -1e12, max: 1e12, noNaN: true }),
			fc.integer({ min: -5_000_000, max: 5_000_000 }).map((n) => n / 10_000)
		);
		fc.assert(
			fc.property(numbers, (n) => {
				expect(written(n)).toBe(n === 0 ? '0' : british.format(n));
			}),
			{ numRuns: 500 }
		);
	});

	it('that is no share is refused', () => {
		const exclusions: never[] = [];
		const moment = { as_at: '2026-11-22' };
		expect(() => rateOf({ name: 'x', numerator: 5, denominator: 4, exclusions }, moment)).toThrow(RangeError);
		expect(() => rateOf({ name: 'x', numerator: -1, denominator: 4, exclusions }, moment)).toThrow(
			RangeError
		);
	});
});

describe('a count', () => {
	it.each([
		[0, 'no families', 'none is', '0'],
		[1, '1 family', '1 is', '1'],
		[2, '2 families', '2 are', '2'],
		[1_000, '1,000 families', '1,000 are', '1,000']
	])('of %i agrees with its noun and its verb', (n, noun, clause, figures) => {
		expect(countOf(n, 'family', 'families')).toBe(noun);
		expect(`${noneOr(n)} ${verb(n, 'is', 'are')}`).toBe(clause);
		expect(written(n)).toBe(figures);
	});
});

describe('a sentence', () => {
	it('lists as people do', () => {
		expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listed)).toEqual(['', 'a', 'a and b', 'a, b and c']);
	});

	it('begins with a capital and ends with a full stop', () => {
		expect(sentence('none is overdue')).toBe('None is overdue.');
	});
});
