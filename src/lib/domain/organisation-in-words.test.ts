import { expect, it } from 'vitest';
import { organisationInWords } from './organisation-in-words.ts';

const none = { name: 'Northmere Trust', asked: 0, responded: 0, accepted: 0, delivered: 0, assured: 0 };

it.each([
	[none, 0, 'We know of no recommendation that was put to Northmere Trust.'],
	[
		{ ...none, asked: 3 },
		2,
		'Northmere Trust was asked to act on 3 recommendations. We found no public reply. That is not the same as nothing being done. 2 are overdue.'
	],
	[
		{ ...none, asked: 50, responded: 46, accepted: 40, delivered: 7 },
		1,
		'Northmere Trust was asked to act on 50 recommendations. It replied to 46 of 50 (92 %), and accepted 40 of them at least in part. Of 40 recommendations that it accepted, it says that 7 are done, and somebody independent has confirmed none. 1 is overdue.'
	]
])('says of %j with %i overdue: %s', (counts, overdue, sentence) => {
	expect(organisationInWords(counts, overdue)).toBe(sentence);
});
