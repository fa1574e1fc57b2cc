import { z } from 'zod';
import { oneOf, required } from './field.ts';

const yesOrNo = (what: string, sentence: string) =>
	required(oneOf(what, ['yes', 'no']), sentence).transform((answer) => answer === 'yes');

/** What a person wants to be told by e-mail, as their form gives it. */
export const ReminderChoice = z.object({
	weekly_digest: yesOrNo('the weekly e-mail', 'Choose whether you want an e-mail on Mondays: yes or no.'),
	notices: yesOrNo(
		'the other e-mails',
		'Choose whether you want an e-mail when something happens: yes or no.'
	)
});
export type ReminderChoice = z.infer<typeof ReminderChoice>;

/** What holds for whoever has not chosen. */
export const UNLESS_CHOSEN: ReminderChoice = { weekly_digest: true, notices: true };
