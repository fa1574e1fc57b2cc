import { describe, expect, it } from 'vitest';
import { likenessOf, rarest, wordsOf } from './same-ask.ts';

const vocabulary = {
	all: 99,
	of: new Map([
		['patient', 60],
		['scan', 4],
		['report', 30]
	])
};
const asked = (id: number, stems: string[], addressees: string[] = [], themes: string[] = []) => ({
	id,
	stems,
	addressees,
	themes
});

describe('how alike two recommendations are', () => {
	it('is 1 for the same words and letters, and more where they name the same body and have common themes', () => {
		const one = asked(1, ['scan', 'report'], ['RCR'], ['DIAGNOSIS', 'DIGITAL', 'DATA']);
		expect(likenessOf(one, asked(2, ['scan', 'report']), 1, vocabulary).share).toBeCloseTo(1);
		const other = asked(2, ['scan', 'report'], ['RCR', 'NHSE'], ['DIAGNOSIS', 'DIGITAL', 'DATA']);
		// 0.15 for the body, and 0.10 for each of two themes; a third adds nothing.
		expect(likenessOf(one, other, 1, vocabulary)).toEqual({
			share: expect.closeTo(1 + 0.15 + 0.2, 10) as number,
			stems: ['scan', 'report'],
			addressees: ['RCR'],
			themes: ['DIAGNOSIS', 'DIGITAL', 'DATA']
		});
	});

	it('counts a rare word for more than a common one', () => {
		const of = (stem: string) =>
			likenessOf(asked(1, [stem, 'x']), asked(2, [stem, 'y']), 0, vocabulary).share;
		expect(of('scan')).toBeGreaterThan(of('patient'));
	});

	it('is nothing where one has no words', () => {
		expect(likenessOf(asked(1, []), asked(2, ['scan']), 0, vocabulary).share).toBe(0);
	});
});

it('the rarest words come first, in one order on every machine', () => {
	expect(rarest(asked(1, ['patient', 'scan', 'b', 'a', 'report']), vocabulary)).toEqual([
		'a',
		'b',
		'scan',
		'report',
		'patient'
	]);
});

it('what a thousand have is not rare, unless nothing is rarer', () => {
	const of = new Map([
		['scan', 400],
		['ward', 700],
		['patient', 90_000]
	]);
	const large = { all: 100_000, of };
	expect(rarest(asked(1, ['patient', 'ward', 'scan']), large)).toEqual(['scan']);
	expect(rarest(asked(1, ['patient', 'ward']), large)).toEqual(['ward']);
	expect(rarest(asked(1, ['patient']), large)).toEqual(['patient']);
});

it('common stems are shown as the words that they stand for', () => {
	const text = 'Review policy on swab counts at Handover.';
	expect(wordsOf(['polici', 'handov', 'swab', 'elsewher'], text)).toEqual([
		'policy',
		'handover',
		'swab',
		'elsewher'
	]);
});
