import { z } from 'zod';
import { day, oneOf, required, words } from './field.ts';
import { Refusal } from './refusal.ts';
import { slugOf } from './recommendation.ts';

/** What a board's decisions and agenda can be tied to. */
export const TIED_TO = ['recommendation', 'assignment', 'extension'] as const;
export type Tie = { subject: (typeof TIED_TO)[number]; subject_id: number };

/** One point of an agenda, with what is asked of the board and the records that it is about. */
export type AgendaItem = { id: string; title: string; ask: string | null; ties: Tie[] };

/** What is taken down at a meeting: something decided, or something that somebody was given to do. */
export const DECISION_KINDS = ['decision', 'action'] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

const references = words('the references', 1000);

/** A meeting that is to be held. */
export const NewMeeting = z.object({
	board: required(words('the name of the board', 120), 'Give the name of the board.'),
	held_on: required(day('the day of the meeting'), 'Give the day of the meeting.')
});
export type NewMeeting = z.output<typeof NewMeeting>;

/** Up to which day the paper of a meeting counts what was known. */
export const MeetingDay = z.object({ as_at: required(day('the day'), 'Give the day.') });

/** A point of the agenda as it is typed. */
export const NewItem = z.object({
	title: required(words('the point', 300), 'Write what the point is about.'),
	ask: words('what the board is asked', 500),
	records: references
});
export type NewItem = z.output<typeof NewItem>;

/** One line of the minutes as it is typed. References in the line itself tie it as well. */
export const NewMinute = z
	.object({
		kind: required(oneOf('what it is', DECISION_KINDS), 'Choose whether it is a decision or an action.'),
		what: required(words('the line', 1000), 'Write what was decided, in a line.'),
		records: references,
		reason: words('the reason', 2000),
		owner: words('who does it', 200),
		due_on: day('by when')
	})
	.refine(({ kind, owner }) => kind !== 'action' || owner, {
		error: 'Say who does it.',
		path: ['owner']
	});
export type NewMinute = z.output<typeof NewMinute>;

/** The references that somebody typed, one after the other with commas, semicolons or on lines of their own. */
export const referencesIn = (typed: string | undefined): string[] => [
	...new Set((typed ?? '').split(/[,;\n]/).flatMap((piece) => piece.trim() || []))
];

const REFERENCE = /[\p{L}\p{N}]+(?:[-/.][\p{L}\p{N}]+)+/gu;

/** What in a line may be the reference of a recommendation, as it would stand in a web address. */
export const mentionedIn = (line: string): string[] => [
	...new Set((line.match(REFERENCE) ?? []).map(slugOf))
];

/** Takes a point off an agenda, or moves it one up or one down; refuses one that is not there any more. */
export const rearranged = (
	agenda: readonly AgendaItem[],
	id: string,
	how: 'up' | 'down' | 'off'
): AgendaItem[] => {
	const place = agenda.findIndex((item) => item.id === id);
	const item = agenda[place];
	if (!item)
		throw new Refusal('not-found', 'That point is not on the agenda any more. Look at the agenda again.');
	const others = agenda.toSpliced(place, 1);
	if (how === 'off') return others;
	return others.toSpliced(Math.max(0, place + (how === 'up' ? -1 : 1)), 0, item);
};
