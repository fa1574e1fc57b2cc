import { z } from 'zod';
import { DISPOSITIONS } from './axes/disposition.ts';
import { day, oneOf, required, wholeOrNone, words } from './field.ts';

/** What the board decides about what comes in: each with the key that chooses it, and what it means. */
export const DECISIONS = ['adopted', 'merged', 'deferred', 'declined'] as const;
export type Decision = (typeof DECISIONS)[number];

export const CHOICES: Record<Decision, { key: string; says: string; means: string }> = {
	adopted: { key: 'A', says: 'Adopt', means: 'The board takes it on. It can be assigned then.' },
	merged: { key: 'M', says: 'Merge', means: 'It is followed up together with another one.' },
	deferred: { key: 'D', says: 'Defer', means: 'It comes back by itself on the day that you set.' },
	declined: { key: 'N', says: 'Decline', means: 'The board does not take it on.' }
};

/** The reasons that boards give most, for a choice; the first is what a decision begins with. A refusal begins with none. */
export const USUAL_REASONS: Record<Decision, readonly string[]> = {
	adopted: [
		'It fits the strategy, and nothing else under way covers it.',
		'The harm is severe, and it can be prevented.',
		'It was asked before and has not been done.'
	],
	merged: ['It asks for the same.', 'Whoever does the other one will have done most of this.'],
	deferred: [
		'It has to be costed first.',
		'A national standard is being written. Look again when it is out.',
		'It depends on something that is not decided yet.'
	],
	declined: [
		'It is covered by work that is under way.',
		'Its cost is out of proportion to the benefit that is stated.',
		'It is not for anybody whom this board can ask.',
		'It is too vague to be done or checked.'
	]
};

/** Of a merger or deferral, for how many months it rests unless another day is given. */
export const USUAL_MONTHS = 6;

/**
 * What the board decides about one recommendation. The reason is in its own words, or one of the usual ones; what it is
 * merged into is chosen, or named by its reference. `seen` is what was decided when the form was shown.
 */
export const Triage = z.object({
	disposition: required(oneOf('what the board decides', DECISIONS), 'Choose what the board decides.'),
	usual: words('the reason', 1000),
	reason: words('the reason', 2000),
	into: wholeOrNone('the recommendation that it is merged into'),
	into_ref: words('the reference of the recommendation', 120),
	review_on: day('the day to look at it again'),
	meeting_id: wholeOrNone('the meeting'),
	seen: oneOf('what was decided before', DISPOSITIONS)
});
export type Triage = z.output<typeof Triage>;
