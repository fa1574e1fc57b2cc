import { addDays, inWords, type Day } from './day.ts';
import { DUE_SOON_DAYS } from './clock.ts';
import type { EventKind } from './event.ts';

/** The parts of an organisation's work, in the order in which they ask for attention. */
export const SECTIONS = ['overdue', 'returned', 'due soon', 'stale', 'waiting for sign-off'] as const;
export type Section = (typeof SECTIONS)[number];

/** Each part as a heading, and in a line. One assignment may be both overdue and returned; the rest do not overlap. */
export const HEADINGS: Record<Section, { heading: string; means: string }> = {
	overdue: { heading: 'Overdue', means: 'The date has passed and it has not happened.' },
	returned: {
		heading: 'Returned to you',
		means: 'You said that it was done. Your approver or an independent check sent it back.'
	},
	'due soon': { heading: 'Due in 30 days', means: 'There is still time.' },
	stale: {
		heading: 'Nothing said for a while',
		means:
			'No word for 30 days longer than you were asked to report: every quarter, unless the board said otherwise. Say how it stands, even if nothing has changed.'
	},
	'waiting for sign-off': {
		heading: 'Waiting to be signed off',
		means: 'Claimed as done. It counts once your approver has signed it off.'
	}
};

/** What there is to do, in one sentence: `3 overdue, 1 returned to you, 5 due by 22 December.` */
export const headline = (counts: Readonly<Record<Section, number>>, today: Day): string => {
	const by = addDays(today, DUE_SOON_DAYS);
	const day = by.slice(0, 4) === today.slice(0, 4) ? inWords(by).replace(/ \d+$/, '') : inWords(by);
	const words: [Section, string][] = [
		['overdue', 'overdue'],
		['returned', 'returned to you'],
		['due soon', `due by ${day}`]
	];
	const said = words.flatMap(([section, word]) =>
		counts[section] > 0 ? [`${counts[section]} ${word}`] : []
	);
	return said.length > 0 ? `${said.join(', ')}.` : 'Nothing is due.';
};

type Entry = {
	what: EventKind;
	to_value: string | null;
	reason: string | null;
	effective_on: Day;
	/** False where it was undone. */
	stands?: boolean;
};

const SAID: readonly string[] = ['claim', 'delivery', 'position', 'update'];

/** Why a claim that is with its owner again was sent back, and by what; undefined where none was. `history` is newest first. */
export const sentBack = (
	assignment: { delivery: string; assurance: string },
	history: readonly Entry[]
): { by: 'check' | 'approver'; reason: string; on: Day } | undefined => {
	const isChecked = assignment.delivery === 'delivered';
	if (isChecked && !['not assured', 'lapsed'].includes(assignment.assurance)) return undefined;
	const latest = history.find(
		({ what, stands }) => stands !== false && (isChecked ? what === 'verdict' : SAID.includes(what))
	);
	if (!latest?.reason || latest.to_value !== (isChecked ? 'not assured' : 'returned')) return undefined;
	return { by: isChecked ? 'check' : 'approver', reason: latest.reason, on: latest.effective_on };
};
