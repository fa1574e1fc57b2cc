import { z } from 'zod';
import { link, oneOf, required, whole, words } from './field.ts';
import { Recommendation } from './recommendation.ts';

/** What becomes of a report that something is wrong. */
export const CORRECTION_STATES = ['waiting', 'accepted', 'refused'] as const;
export type CorrectionState = (typeof CORRECTION_STATES)[number];

const isAddress = (text: string) => /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(text);

/** What anybody says is wrong on a public page. Only what is wrong must be said. */
export const CorrectionReport = z.object({
	page: required(words('the page', 500), 'Say which page it is about: its address, or what it is called.'),
	wrong: required(words('what is wrong', 2000), 'Say what is wrong.'),
	right_is: words('what it should say', 2000),
	shown_at: link('the page that shows it'),
	asker: words('your name', 200),
	asker_email: words('your e-mail address', 200).refine(
		(text) => text === undefined || isAddress(text),
		'Write your e-mail address like name@example.org, or leave it empty.'
	)
});
export type CorrectionReport = z.infer<typeof CorrectionReport>;

const ANSWERS = ['accepted', 'refused'] as const;

/** What of a recommendation is changed by accepting that it is wrong, by its name. The wording as published is locked. */
export const CORRECTED_FIELDS = {
	'the plain-English summary': 'summary',
	'the day on which it was made': 'made_on',
	'what should come of it': 'intended_outcome',
	'how one would know': 'measure_of_success',
	'the stated benefit': 'benefit',
	'the stated cost': 'cost',
	'the stated cost-effectiveness': 'cost_effectiveness',
	'the stated strategic fit': 'strategic_fit',
	'the page that was read': 'source_url'
} as const satisfies Record<string, keyof Recommendation>;
export type CorrectedField = keyof typeof CORRECTED_FIELDS;
export const CORRECTED_FIELD_NAMES = Object.keys(CORRECTED_FIELDS) as CorrectedField[];

/**
 * What the registrar answers: accepted, with what it says now, or refused, with the reason. A field of the recommendation
 * is changed with the answer, and what it said is taken from the register; of anything else both are typed.
 */
export const CorrectionAnswer = z
	.object({
		correction_id: whole('the report'),
		state: required(oneOf('the answer', ANSWERS), 'Choose whether it is accepted or refused.'),
		field: oneOf('what was corrected', CORRECTED_FIELD_NAMES),
		what: words('what was corrected', 200),
		old_value: words('what it said', 2000),
		new_value: words('what it says now', 2000),
		answer: words('the answer', 2000)
	})
	.superRefine(({ state, field, what, old_value, new_value, answer }, context) => {
		const need = (path: string, message: string) =>
			context.addIssue({ code: 'custom', path: [path], message });
		if (state === 'refused' && !answer) need('answer', 'Give the reason why it is refused.');
		if (state !== 'accepted') return;
		if (!field && !what) need('what', 'Say what was corrected, such as: the date of the reply.');
		if (!new_value) need('new_value', 'Write what it says now.');
		if (field && new_value)
			for (const { message } of Recommendation.shape[CORRECTED_FIELDS[field]].safeParse(new_value).error
				?.issues ?? [])
				need('new_value', message);
		if (!field && new_value && old_value === new_value)
			need('new_value', 'What it says now is the same as before. Correct it first, then accept.');
	});
export type CorrectionAnswer = z.infer<typeof CorrectionAnswer>;
