import type { Day } from './day.ts';
import { capital, countOf } from './numbers/in-words.ts';

/** What can have happened since a board met last, in the order in which it is read. */
export const SINCE = [
	'came in',
	'decided',
	'delivered',
	'assured',
	'lapsed',
	'became overdue',
	're-dated',
	'corrected'
] as const;
export type SinceLine = (typeof SINCE)[number];

/**
 * From when to when: what was entered after an instant and up to another. The days are the last day that was known then,
 * and is known now.
 */
export type Since = { after: Date; upto: Date; from_on: Day; to_on: Day };

/** One thing that happened, in a sentence, with what it happened to. */
export type SinceRow = {
	sentence: string;
	slug: string | null;
	summary: string | null;
	/** The day on which it happened, and that on which we learned it. */
	on: Day;
	recorded_on: Day;
};

/** One of the lines: how many, in words, and the newest of them. */
export type SinceCount = { line: SinceLine; n: number; says: string; rows: SinceRow[] };

const were = (n: number, one = 'was', many = 'were'): string => (n === 1 ? one : many);

const SAYS: Record<SinceLine, (n: number) => string> = {
	'came in': (n) => `${countOf(n, 'recommendation')} came in`,
	decided: (n) => `${countOf(n, 'decision')} ${were(n)} taken or put on record`,
	delivered: (n) => `${countOf(n, 'claim')} that it is done ${were(n)} signed off`,
	assured: (n) => `${countOf(n, 'claim')} ${were(n)} confirmed by somebody independent`,
	lapsed: (n) => `${countOf(n, 'confirmation')} lapsed`,
	'became overdue': (n) => `${countOf(n, 'due date')} passed and ${were(n, 'is', 'are')} still overdue`,
	're-dated': (n) => `${countOf(n, 'due date')} ${were(n)} moved`,
	corrected: (n) => `${countOf(n, 'entry', 'entries')} came late or put right what was known before`
};

/** How many of a line there were, in words with a capital: `No confirmation lapsed`, `3 due dates were moved`. */
export const saysOf = (line: SinceLine, n: number): string => capital(SAYS[line](n));

/** Where all of a line can be looked at as it is today. */
export const WHERE: Record<SinceLine, string> = {
	'came in': '/recommendations?sort=newest',
	decided: '/progress#cascade',
	delivered: '/progress#reported-and-assured',
	assured: '/progress#gap-over-time',
	lapsed: '/progress#reported-and-assured',
	'became overdue': '/progress#overdue',
	're-dated': '/progress#slip',
	corrected: '/method#corrections'
};
