import { z } from 'zod';
import { addDays, daysBetween, inWords, later, type Day } from './day.ts';
import type { AssignmentState } from './assignment.ts';
import { dutiesOf, isOverdue, type Clock } from './clock.ts';
import { oneOf, required, whole, words } from './field.ts';
import { quoted, shortened } from './letter.ts';
import { countOf, listed } from './numbers/in-words.ts';

/** The steps by which a board presses for what is overdue, the mildest first. None is passed over. */
export const ESCALATION_STEPS = [
	'reminder',
	'letter to the executive lead',
	'letter to the chair',
	'on the board’s agenda',
	'published'
] as const;
export type EscalationStep = (typeof ESCALATION_STEPS)[number];

/** What each step is, in a line. */
export const MEANINGS: Record<EscalationStep, string> = {
	reminder: 'A friendly word to those who work on it.',
	'letter to the executive lead': 'A letter to the organisation’s executive lead.',
	'letter to the chair': 'A letter to the chair of the organisation’s own board.',
	'on the board’s agenda': 'The board talks about it at its next meeting. Nothing is sent.',
	published: 'A public notice on the recommendation’s page, and on the organisation’s.'
};

/** After how many days overdue each step may be taken, and how many days apart two steps are at the least. */
export type Ladder = { after_days: Record<EscalationStep, number>; pause_days: number };

/** The ladder of an installation that says nothing else: the ages at which overdue work is counted. */
export const USUAL_LADDER: Ladder = {
	after_days: {
		reminder: 1,
		'letter to the executive lead': 31,
		'letter to the chair': 91,
		'on the board’s agenda': 181,
		published: 366
	},
	pause_days: 14
};

/** The number of days after which each step may be taken, written as five whole numbers in order: `1,31,91,181,366`. */
export const ladderOf = (text: string): Ladder | undefined => {
	const days = text.split(',').map(Number);
	const isLadder =
		/^\d{1,4}(,\d{1,4}){4}$/.test(text) &&
		days.every((n, place) => n > (place === 0 ? 0 : (days[place - 1] as number)));
	if (!isLadder) return undefined;
	const after_days = Object.fromEntries(ESCALATION_STEPS.map((step, place) => [step, days[place]]));
	return { ...USUAL_LADDER, after_days: after_days as Ladder['after_days'] };
};

/** A step that was taken for what is overdue since one date. */
export type Taken = { step: EscalationStep; taken_on: Day };

/** The step that comes next, the day from which it may be taken, and whether that day has come. Undefined after the last. */
export const nextStep = (
	{ after_days, pause_days }: Ladder,
	{ overdue_since, taken, today }: { overdue_since: Day; taken: readonly Taken[]; today: Day }
): { step: EscalationStep; from_day: Day; is_due: boolean } | undefined => {
	const step = ESCALATION_STEPS[taken.length];
	if (!step) return undefined;
	const last = taken.at(-1);
	const by_age = addDays(overdue_since, after_days[step]);
	const from_day = last ? later(by_age, addDays(last.taken_on, pause_days)) : by_age;
	return { step, from_day, is_due: from_day <= today };
};

/** Which date of an assignment was missed first and not made good, and when it was; undefined when it is not overdue. */
export const missed = (
	state: AssignmentState,
	today: Day
): { clock: Clock; overdue_since: Day; original_on: Day | null } | undefined => {
	const [first] = dutiesOf(state)
		.flatMap(({ clock, due_on, status }) =>
			status === 'open' && due_on !== null && isOverdue(due_on, undefined, today)
				? [{ clock, overdue_since: due_on, original_on: state[`${clock}_due_originally_on`] }]
				: []
		)
		.sort((a, b) => (a.overdue_since < b.overdue_since ? -1 : 1));
	return first;
};

/** Whether a step is a letter, which is sent to people by e-mail. */
export const isLetter = (step: EscalationStep): boolean =>
	step === 'reminder' || step === 'letter to the executive lead' || step === 'letter to the chair';

/** To whom a letter goes: a reminder to all who speak for the organisation, a letter to those who sign off. */
export const goesTo = (step: EscalationStep): readonly ('contributor' | 'approver')[] =>
	step === 'reminder' ? ['contributor', 'approver'] : ['approver'];

/** Somebody to whom a letter goes: as what, and whether it is a copy of somebody else’s. `person_id` only of who has an account. */
export type Addressee = {
	name: string;
	email: string;
	person_id?: number | undefined;
	as: string;
	is_copy: boolean;
};

/** What a person takes as the next step, with the words as they left them. */
export const EscalationChoice = z.object({
	assignment_id: whole('the assignment'),
	step: required(oneOf('the step', ESCALATION_STEPS), 'Open the page again: its step is missing.'),
	subject: words('the heading of the letter', 100),
	words: required(words('the words', 6000), 'Write what is to be said.')
});
export type EscalationChoice = z.infer<typeof EscalationChoice>;

/** What a draft is made from. */
export type Overdue = {
	organisation: string;
	plain_summary: string;
	reference: string;
	source: string;
	clock: Clock;
	overdue_since: Day;
	original_on: Day | null;
	extensions: number;
	last_said: string | null;
	updated_on: Day | null;
	/** Who holds the office that the letter is to, by name; null where nobody is named. */
	holder: string | null;
};

const MISSED: Record<Clock, string> = {
	response: 'A reply was due',
	action: 'The work was due to be done and signed off',
	evidence: 'Evidence for an independent check was due'
};

const WANTED: Record<Clock, string> = {
	response: 'Please tell us whether you accept it, and if not, why.',
	action: 'Please tell us how it stands, what is in the way, and by when it will be done.',
	evidence: 'Please put your evidence forward, or tell us when you will.'
};

const datesOf = ({ clock, overdue_since, original_on, extensions }: Overdue, today: Day): string => {
	const late = countOf(daysBetween(overdue_since, today), 'day');
	const moved =
		original_on && original_on < overdue_since
			? ` The date was first ${inWords(original_on)}${extensions > 0 ? `, and more time was granted ${extensions === 1 ? 'once' : extensions === 2 ? 'twice' : `${extensions} times`}` : ''}.`
			: '';
	return `${MISSED[clock]} on ${inWords(overdue_since)}. That is ${late} ago.${moved}`;
};

const heardOf = ({ last_said, updated_on, organisation }: Overdue): string => {
	if (!updated_on) return `We have heard nothing from ${organisation} about it so far.`;
	return last_said
		? `What we last heard from ${organisation}, on ${inWords(updated_on)}:\n${quoted(last_said)}`
		: `We last heard from ${organisation} on ${inWords(updated_on)}, without words.`;
};

const CALLED: Record<EscalationStep, string> = {
	reminder: 'a reminder',
	'letter to the executive lead': 'a letter to the executive lead',
	'letter to the chair': 'a letter to the chair',
	'on the board’s agenda': 'it was put on the board’s agenda',
	published: 'it was published'
};

const beforeOf = (taken: readonly Taken[]): string[] =>
	taken.length === 0
		? []
		: [
				`Before this came ${listed(taken.map(({ step, taken_on }) => `${CALLED[step]} (${inWords(taken_on)})`))}.`
			];

const HEADINGS: Record<EscalationStep, (about: Overdue) => string> = {
	reminder: ({ plain_summary }) => `Reminder: ${plain_summary}`,
	'letter to the executive lead': ({ plain_summary }) => `Overdue, for the executive lead: ${plain_summary}`,
	'letter to the chair': ({ plain_summary }) => `Overdue, for the chair: ${plain_summary}`,
	'on the board’s agenda': ({ organisation, plain_summary }) => `${organisation}: ${plain_summary}`,
	published: ({ organisation, plain_summary }) => `${organisation}: ${plain_summary}`
};

const askedOf = ({ plain_summary, source, reference }: Overdue) =>
	`  ${shortened(plain_summary, 300)}\n  ${source}, ${reference}`;

/**
 * The draft of a step in plain words, from what is on the record and nothing else: a heading and paragraphs with an
 * empty line between. A person reads it, changes it as they like, and sends it; nothing is sent by itself.
 */
export const draftOf = (
	step: EscalationStep,
	about: Overdue,
	{ today, taken, next_from }: { today: Day; taken: readonly Taken[]; next_from: Day | undefined }
): { subject: string; words: string } => {
	const dates = datesOf(about, today);
	const then = next_from ? [`If nothing changes, the next step may follow from ${inWords(next_from)}.`] : [];
	const paragraphs: Record<EscalationStep, string[]> = {
		reminder: [
			`This is a reminder about something that ${about.organisation} was asked to do:`,
			askedOf(about),
			dates,
			heardOf(about),
			`${WANTED[about.clock]} If the date cannot be kept, ask for more time and say why.`
		],
		'letter to the executive lead': [
			...(about.holder ? [`To ${about.holder}, executive lead of ${about.organisation}:`] : []),
			`You ${about.holder ? 'answer' : 'sign off'} for ${about.organisation}. It was asked to do this, and it is overdue:`,
			askedOf(about),
			dates,
			heardOf(about),
			...beforeOf(taken),
			WANTED[about.clock],
			...then
		],
		'letter to the chair': [
			...(about.holder
				? [`To ${about.holder}, chair of ${about.organisation}:`]
				: [`Please hand this letter to the chair of ${about.organisation}.`, 'To the chair:']),
			`The oversight board follows what ${about.organisation} was asked to do for the safety of patients. This is overdue:`,
			askedOf(about),
			dates,
			heardOf(about),
			...beforeOf(taken),
			`We ask that your own board looks at it. ${WANTED[about.clock]}`,
			...then
		],
		'on the board’s agenda': [dates, heardOf(about), ...beforeOf(taken)],
		published: [
			`${about.organisation} was asked to do this. ${dates}`,
			...beforeOf(taken),
			about.updated_on
				? `The organisation last reported on ${inWords(about.updated_on)}.`
				: 'The organisation has not reported on it so far.'
		]
	};
	return { subject: shortened(HEADINGS[step](about), 100), words: paragraphs[step].join('\n\n') };
};
