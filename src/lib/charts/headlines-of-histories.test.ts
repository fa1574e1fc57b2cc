import fc from 'fast-check';
import { expect, it } from 'vitest';
import { organisationInWords } from '#lib/domain/organisation-in-words.ts';
import { homeHeadline } from './home-headline.ts';

// A reader who knows nothing of how the sentences are made takes the numbers out of them again.

/** Counts on one denominator, each within the one before, often none and often all. */
const falling = fc
	.array(fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })), {
		minLength: 4,
		maxLength: 4
	})
	.chain((shares) =>
		fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 30_000 })).map((all) => {
			let left = all;
			return [all, ...shares.map((share) => (left = Math.floor(left * share)))];
		})
	);

const numberOf = (words: string | undefined): number =>
	words === undefined || /^no(ne)?$/i.test(words) ? 0 : Number(words.replaceAll(',', ''));
/** The number before some words; nothing said is none, since a headline ends with its first none. */
const before = (said: string, what: string): number =>
	numberOf(new RegExp(`(none|[\\d,]+) ${what}`, 'i').exec(said)?.[1]);

it('says at home what was counted, of a hundred generated histories', () => {
	fc.assert(
		fc.property(falling, ([recommendations = 0, replied = 0, accepted = 0, delivered = 0, assured = 0]) => {
			const counts = {
				recommendations,
				replied,
				accepted,
				planned: accepted,
				delivered,
				assured,
				sustained: 0
			};
			const said = homeHeadline(counts, 'register');
			if (recommendations < 2) {
				expect(said.includes('There is one')).toBe(recommendations === 1);
				expect(said.includes('It is said to be done')).toBe(delivered === 1);
				expect(said.includes('It has been independently confirmed')).toBe(assured === 1);
				return;
			}
			const [, all, reply] = /^Of ([\d,]+) safety .* reply to (all of them|none|[\d,]+)\./.exec(said) ?? [];
			expect({
				recommendations: numberOf(all),
				replied: reply === 'all of them' ? recommendations : numberOf(reply),
				accepted: before(said, '(was|were) accepted'),
				delivered: before(said, '(is|are) said to be done'),
				assured: before(said, '(has|have) been independently confirmed')
			}).toEqual({ recommendations, replied, accepted, delivered, assured });
		}),
		{ numRuns: 100 }
	);
});

it('says of an organisation what was counted, of a hundred generated histories', () => {
	fc.assert(
		fc.property(
			falling,
			fc.nat(300),
			([asked = 0, responded = 0, accepted = 0, delivered = 0, assured = 0], late) => {
				const counts = { name: 'Northmere Trust', asked, responded, accepted, delivered, assured };
				const said = organisationInWords(counts, asked === 0 ? 0 : late);
				expect({
					asked: numberOf(/asked to act on ([\d,]+) recommendation/.exec(said)?.[1]),
					responded: numberOf(/replied to (none|[\d,]+)/.exec(said)?.[1]),
					accepted: numberOf(/accepted (none|[\d,]+) of them/.exec(said)?.[1]),
					delivered: numberOf(/says that (none|[\d,]+) (?:is|are) done/.exec(said)?.[1]),
					assured: numberOf(/has confirmed (none|[\d,]+)\./.exec(said)?.[1]),
					late: before(said, '(is|are) overdue')
				}).toEqual({ asked, responded, accepted, delivered, assured, late: asked === 0 ? 0 : late });
			}
		),
		{ numRuns: 100 }
	);
});
