import { describe, expect, it } from 'vitest';
import { QUALITIES, qualityOf, vagueWords, type Judged, type Quality } from './quality.ts';

const good: Judged = {
	plain_summary: 'All acute trusts audit wristbands by March 2027.',
	original_wording: null,
	addressees: [{ named_as: 'All acute trusts', known: true }],
	due_on: undefined,
	measure_of_success: '95 per cent of patients wear one.',
	benefit: 'Forty fewer mistakes a year.',
	cost: '£20,000 for each trust.',
	read_at: 'https://example.org/report'
};
const found = (judged: Judged, quality: Quality) => qualityOf(judged).find((one) => one.quality === quality);

describe('the quality of a recommendation', () => {
	it('finds nothing missing in an ask that says who, what, by when, how to tell, and at what cost', () => {
		expect(qualityOf(good).map(({ quality, holds }) => [quality, holds])).toEqual(
			QUALITIES.map((quality) => [quality, true])
		);
	});

	it.each<[Quality, Partial<Judged>, string]>([
		['addressee', { addressees: [] }, 'does not say who'],
		['addressee', { addressees: [{ named_as: 'the system', known: false }] }, 'the system, which is nobody'],
		['date', { plain_summary: 'Audit wristbands.' }, 'does not say by when'],
		['measure', { plain_summary: 'Wear wristbands.', measure_of_success: null }, 'how anybody would know'],
		['evidence', { read_at: null }, 'No page'],
		['benefit', { benefit: null }, 'not stated'],
		['cost', { cost: null }, 'not costed'],
		[
			'words',
			{ original_wording: 'Trusts should consider audits where appropriate.' },
			'‘consider’ and ‘appropriate’'
		]
	])('says what is missing: %s', (quality, lacking, says) => {
		expect(found({ ...good, ...lacking }, quality)).toMatchObject({
			holds: false,
			says: expect.stringContaining(says)
		});
	});

	it.each(['within six months', 'by the end of 2027', 'before 1 April 2027', 'no later than June'])(
		'takes “%s” for a date',
		(words) => {
			expect(found({ ...good, plain_summary: `Do it ${words}.` }, 'date')?.holds).toBe(true);
		}
	);

	it('takes no hour of care for a date of follow-up', () => {
		expect(found({ ...good, plain_summary: 'Give the first dose within an hour.' }, 'date')?.holds).toBe(
			false
		);
	});

	it('takes the day that was set when it was asked for its date', () => {
		const judged = { ...good, plain_summary: 'Audit wristbands.', due_on: '2027-03-31' };
		expect(found(judged, 'date')?.says).toBe('It is to be done by 31 March 2027.');
	});

	it('names each vague word once, and no word that only contains one', () => {
		expect(
			vagueWords('Ensure timely care as soon as possible, and ensure it. Irrelevant, unsuitable.')
		).toEqual(['ensure', 'timely', 'as soon as possible']);
	});
});
