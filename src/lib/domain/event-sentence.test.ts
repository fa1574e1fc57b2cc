import { describe, expect, it } from 'vitest';
import { EVENT_KINDS } from './event.ts';
import { sentenceOf, type Happened } from './event-sentence.ts';

const happened = (given: Partial<Happened>): Happened => ({
	what: 'update',
	from_value: null,
	to_value: null,
	reason: null,
	detail: null,
	organisations: ['Northmere Trust'],
	n: 1,
	source: 'HSSIB',
	...given
});

describe('what happened, as a sentence', () => {
	it.each<[Partial<Happened>, string]>([
		[
			{ what: 'assigned', detail: { response_due_on: '2025-06-01' } },
			'Northmere Trust was asked to act: a reply by 1 June 2025.'
		],
		[{ what: 'assigned', n: 250 }, '250 organisations were asked to act.'],
		[
			{ what: 'position', from_value: 'awaiting response', to_value: 'accepted' },
			'Northmere Trust accepted it.'
		],
		[
			{ what: 'position', to_value: 'not accepted', reason: 'There is no money for it' },
			'Northmere Trust did not accept it. Reason: There is no money for it.'
		],
		[
			{ what: 'position', from_value: 'accepted', to_value: 'accepted in part', reason: 'Less now.' },
			'Northmere Trust changed the reply: Northmere Trust accepted part of it. Reason: Less now.'
		],
		[
			{ what: 'claim', to_value: 'claimed' },
			'Northmere Trust reported that it is done; the executive lead has still to sign that off.'
		],
		[
			{ what: 'delivery', to_value: 'on hold', detail: { barrier: 'money' } },
			'Northmere Trust put the work on hold (money).'
		],
		[
			{ what: 'delivery', to_value: 'planned', detail: { planned_finish_on: '2026-02-28' } },
			'Northmere Trust made a plan to finish by 28 February 2026.'
		],
		[
			{ what: 'assurance', to_value: 'not assured', reason: 'Told with the verdict' },
			'Somebody independent could not confirm that it is done: Northmere Trust.'
		],
		[
			{ what: 'due date', from_value: '2026-01-01', to_value: '2026-03-01', detail: { clock: 'action' } },
			'Northmere Trust’s action date moved to 1 March 2026 from 1 January 2026.'
		],
		[
			{ what: 'extension', to_value: 'asked', detail: { asked_for_on: '2026-03-01', barrier: 'workforce' } },
			'Northmere Trust asked for more time until 1 March 2026 (workforce).'
		],
		[
			{ what: 'transfer', from_value: 'Old Trust', to_value: 'New Trust' },
			'The duty passed from Old Trust to New Trust.'
		],
		[
			{
				what: 'disposition',
				to_value: 'deferred',
				detail: { review_on: '2027-01-04' },
				organisations: [],
				n: 0
			},
			'The board put off its decision until 4 January 2027.'
		],
		[{ what: 'position', to_value: 'accepted', organisations: ['A', 'B'], n: 2 }, 'A and B accepted it.'],
		[
			{ what: 'position', to_value: 'accepted', organisations: ['A', 'B', 'C'], n: 12 },
			'12 organisations accepted it.'
		]
	])('%j is told as: %s', (given, sentence) => expect(sentenceOf(happened(given))).toBe(sentence));

	it.each(EVENT_KINDS)('is never empty, nor a code, for %s with nothing else known', (what) => {
		const sentence = sentenceOf(happened({ what, organisations: [], n: 0 }));
		expect(sentence).toMatch(/^[A-Z].*\.$/);
		expect(sentence).not.toMatch(/undefined|null/);
	});

	it('never shows where evidence lies: that is for its owner to make public', () => {
		const detail = { url: 'https://example.org/secret', evidence_url: 'https://example.org/secret' };
		for (const what of EVENT_KINDS) expect(sentenceOf(happened({ what, detail }))).not.toContain('secret');
	});
});
