import type { Clock } from './clock.ts';
import type { DataSet } from './data-set.ts';
import type { Day } from './day.ts';
import type { DecisionKind } from './meeting.ts';
import type { HeadlineNumber } from './numbers/headline.ts';
import type { SinceCount } from './since.ts';

/** In which forms a paper is kept: the page, the data behind it, and the printed paper. */
export const PAPER_KINDS = ['html', 'json', 'pdf'] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/** A record that something is about, by the name that people know it by. */
export type NamedRecord = {
	/** The reference of a recommendation, with the organisation where it is about one alone. */
	label: string;
	/** The place of the recommendation in a web address. */
	slug: string;
	summary: string;
	/** The organisation, where it is about one alone. */
	organisation: string | null;
};

/** A date that had passed. */
export type Late = { clock: Clock; due_on: Day; organisation: string; slug: string; summary: string };

/** What a board decided, or gave somebody to do. */
export type Minuted = {
	kind: DecisionKind;
	what: string;
	reason: string;
	owner: string | null;
	due_on: Day | null;
	done_on: Day | null;
	records: (NamedRecord & { stage: string })[];
};

/** All that a paper says. It is frozen: what is computed is computed once, and what is in words stays in these words. */
export type PaperContent = {
	/** Counted up when the shape of what is frozen changes, so that an old paper is read as what it is. */
	version: 1;
	data_set: DataSet;
	slug: string;
	/** The address at which it stays; its path alone where it was frozen before anybody knew the host. */
	address: string;
	board: string;
	held_on: Day;
	known_at: Day;
	frozen_at: string;
	/** The newest sealed block of the record when it was frozen. */
	chain: { block: number; hash: string } | null;
	opening: string[];
	numbers: HeadlineNumber[];
	/** What the last paper said of the same, if there was one. */
	before: { slug: string | null; known_at: Day; numbers: HeadlineNumber[] };
	since: SinceCount[];
	agenda: { title: string; ask: string | null; records: NamedRecord[] }[];
	longest_overdue: Late[];
	waiting: { untriaged: number; extensions: number; claims: number };
	decided_last: { held_on: Day; minutes: Minuted[] } | null;
	ages: { clock: Clock; ages: { age: string; n: number }[] }[];
	definitions: { id: string; name: string; in_plain_words: string; formula: string }[];
};

/** A paper's place in a web address: the day of the meeting, with a number where the day has a paper already. */
export const slugFor = (held_on: Day, taken: readonly string[]): string => {
	let slug = held_on;
	for (let n = 2; taken.includes(slug); n += 1) slug = `${held_on}-${n}`;
	return slug;
};
