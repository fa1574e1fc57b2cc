import type { FactCount } from '#lib/domain/fact.ts';
import type { Split } from '#lib/domain/filter.ts';
import type { StandingCount } from '#lib/domain/standing.ts';
import type { CodedChange, OfGroup } from './coded-states.ts';
import type { DutyCount } from './duties.ts';
import type { DueCount } from './on-time.ts';
import type { FamilyAsked } from './recurrence.ts';
import type { StrengthCount } from './strength-mix.ts';

/** By what assignments are counted group by group. Each is in exactly one group; that of an unknown region has no name. */
export type Grouping = 'source' | 'organisation kind' | 'region';

/**
 * The whole is counted group by group beforehand. A choice from it is only where it has so many assignments at the most,
 * since each of them is then looked at.
 */
export const MOST_BY_GROUP = 2_500;

/** What waits are split by: a region has small drawings of its own. */
export type WaitSplit = Exclude<Split, 'region'>;

/** What is drawn from that a reader asked to be split: waits by theme or kind of organisation, months by region. */
export type SplitCounted = {
	by: Split;
	waits: { name: string; facts: FactCount[] }[];
	months: { name: string; changes: CodedChange[] }[];
};

/** All that the numbers and figures of progress are computed from, over one scope. */
export type Counted = {
	standings: StandingCount[];
	duties: DutyCount[];
	changes: CodedChange[];
	facts: FactCount[];
	/** What was due in the past year, by the dates that hold now. */
	due: DueCount[];
	families: FamilyAsked[];
	strengths: StrengthCount[];
	/** The standings again, group by group, the groups by their names; undefined for a choice of more than can be. */
	groups: Record<Grouping, OfGroup[]> | undefined;
	/** By what the reader asked to split, where they did, and what that is drawn from; undefined where it is too much. */
	split?: { by: Split; counted: SplitCounted | undefined };
};
