import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestWord, piecesOf, slipsBetween, wordsOf } from './search-words.ts';

describe('the words of a search', () => {
	it.each([
		['Wristband  labels', ['wristband', 'labels']],
		['R/2022/188', ['r/2022/188']],
		['"patient identification" -blood', ['patient', 'identification', 'blood']],
		['  ?! ', []],
		['a b c d e f g h i j', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']]
	])('of %s are %j', (q, words) => expect(wordsOf(q)).toEqual(words));
});

describe('the slips between two words', () => {
	it.each([
		['sepsis', 'sepsis', 0],
		['sepsys', 'sepsis', 1],
		['wristbnad', 'wristband', 1],
		['insuln', 'insulin', 1],
		['mediccation', 'medication', 1],
		['identifcaton', 'identification', 2],
		['', 'abc', 3],
		// The textbook case of the distance (Levenshtein).
		['kitten', 'sitting', 3]
	])('from %s to %s are %i', (a, b, slips) => expect(slipsBetween(a, b)).toBe(slips));
});

const occurring = ['wristband', 'wristbands', 'medication', 'medicine', 'sepsis', 'falls', 'prescribing'].map(
	(word) => ({ word, n: 3 })
);

describe('the word that was meant', () => {
	it.each([
		['wristbnad', 'wristband'],
		['medicaton', 'medication'],
		['sepsys', 'sepsis'],
		['fals', 'falls'],
		['presribng', 'prescribing']
	])('by %s is %s', (typed, meant) => expect(nearestWord(typed, occurring)).toBe(meant));

	it('is none when nothing is near', () => expect(nearestWord('giraffe', occurring)).toBeUndefined());

	it('may have an ending that was not typed', () =>
		expect(nearestWord('wristbnad', [{ word: 'wristbands', n: 1 }])).toBe('wristbands'));

	it('is the commoner of two that are as near', () =>
		expect(
			nearestWord('cere', [
				{ word: 'cure', n: 1 },
				{ word: 'care', n: 9 }
			])
		).toBe('care'));
});

it('leaves one piece of a word whole when one letter is wrong', () => {
	const letters = fc.string({ unit: fc.constantFrom(...'abcdefgh'), minLength: 6, maxLength: 14 });
	fc.assert(
		fc.property(letters, fc.nat(13), fc.constantFrom(...'xyz'), (meant, at, letter) => {
			const i = at % meant.length;
			const typed = meant.slice(0, i) + letter + meant.slice(i + 1);
			expect(piecesOf(typed).some((piece) => meant.includes(piece))).toBe(true);
		})
	);
});
