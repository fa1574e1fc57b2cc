import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALIKE, fingerprint, likeness } from './likeness.ts';

describe('how alike two texts are', () => {
	it('is the share of neighbouring words that both have', () => {
		// Pairs: a b, b c, c d against a b, b c, c e: two in common of four.
		expect(likeness('a b c d', 'a b c e')).toBe(2 / 4);
		expect(likeness('', 'a')).toBe(0);
		expect(likeness('One.', 'one')).toBe(1);
	});

	it('finds a recommendation said again in nearly the same words, and not another one', () => {
		const asked =
			'NHS England should update its guidance on the safe use of intravenous lines in children by March';
		expect(
			likeness(
				asked,
				'NHS England should update the guidance on the safe use of intravenous lines in children'
			)
		).toBeGreaterThan(ALIKE);
		expect(
			likeness(asked, 'NHS England should publish guidance on the safe discharge of patients by March')
		).toBeLessThan(ALIKE);
	});

	it('is the same both ways, 1 for the same words, and never out of bounds', () => {
		const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd')).map((words) => words.join(' '));
		fc.assert(
			fc.property(text, text, (one, other) => {
				const alike = likeness(one, other);
				expect(alike).toBe(likeness(other, one));
				expect(alike).toBeGreaterThanOrEqual(0);
				expect(alike).toBeLessThanOrEqual(1);
				if (one !== '') expect(likeness(one, one.toUpperCase())).toBe(1);
			}),
			{ numRuns: 200 }
		);
	});
});

describe('the fingerprint of a text', () => {
	it('does not heed capitals, accents, spaces or punctuation, and heeds the words', () => {
		expect(fingerprint('Do  THIS, now!')).toBe(fingerprint('do this now'));
		expect(fingerprint('Zoë')).toBe(fingerprint('zoe'));
		expect(fingerprint('do this now')).not.toBe(fingerprint('do now this'));
		// FNV-1a, 64 bits, of nothing and of “a”: the published test vectors.
		expect(fingerprint('')).toBe('cbf29ce484222325');
		expect(fingerprint('a')).toBe('af63dc4c8601ec8c');
	});
});
