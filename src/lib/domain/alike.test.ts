import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alikeAmong, marksHeld } from './alike.ts';
import { ALIKE, likeness, marksOf } from './likeness.ts';

describe('the search for texts that are alike', () => {
	it('finds what a comparison of each with each would, whatever the texts', () => {
		const text = fc
			.array(fc.constantFrom('ward', 'keeps', 'item', 'of', 'list', 'bed', 'one', 'two', 'reach'), {
				maxLength: 14
			})
			.map((words) => words.join(' '));
		fc.assert(
			fc.property(fc.array(text, { maxLength: 12 }), fc.array(text, { maxLength: 4 }), (texts, asked) => {
				const among = alikeAmong(marksHeld(texts.map(marksOf)));
				for (const one of asked) {
					const expected = texts.flatMap((other, place) => {
						const share = likeness(one, other);
						return share >= ALIKE ? [{ place, share }] : [];
					});
					expect(among(marksOf(one)).sort((a, b) => a.place - b.place)).toEqual(expected);
				}
			}),
			{ numRuns: 300 }
		);
	});

	it('compares few of many texts that are mostly the same formula', () => {
		const text = (n: number) =>
			`Ward ${n} keeps item ${n * 7} of list ${n % 97} within reach of bed ${n % 13}.`;
		const texts = Array.from({ length: 2_000 }, (_, n) => marksOf(text(n)));
		const among = alikeAmong(marksHeld(texts));
		expect(texts.flatMap((marks) => among(marks).map(({ place }) => place))).toEqual(texts.map((_, n) => n));
	});
});
