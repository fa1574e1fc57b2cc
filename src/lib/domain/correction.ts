import { z } from 'zod';
import { link, oneOf, required, whole, words } from './field.ts';

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

/** What the registrar answers: accepted, with what it said and says now, or refused, with the reason. */
export const CorrectionAnswer = z
	.object({
		correction_id: whole('the report'),
		state: required(oneOf('the answer', ANSWERS), 'Choose whether it is accepted or refused.'),
		what: words('what was corrected', 200),
		old_value: words('what it said', 2000),
		new_value: words('what it says now', 2000),
		answer: words('the answer', 2000)
	})
	.superRefine(({ state, what, old_value, new_value, answer }, context) => {
		const need = (path: string, message: string) =>
			context.addIssue({ code: 'custom', path: [path], message });
		if (state === 'refused' && !answer) need('answer', 'Give the reason why it is refused.');
		if (state !== 'accepted') return;
		if (!what) need('what', 'Say what was corrected, such as: the date of the reply.');
		if (!new_value) need('new_value', 'Write what it says now.');
		if (new_value && old_value === new_value)
			need('new_value', 'What it says now is the same as before. Correct it first, then accept.');
	});
export type CorrectionAnswer = z.infer<typeof CorrectionAnswer>;
