import type { FactCount } from '#lib/domain/fact.ts';
import type { StandingCount } from '#lib/domain/standing.ts';
import type { CodedChange, OfGroup } from './coded-states.ts';
import type { DutyCount } from './duties.ts';
import type { DueCount } from './on-time.ts';
import type { FamilyAsked } from './recurrence.ts';

/** By what assignments are counted group by group. Each is in exactly one group; that of an unknown region has no name. */
export type Grouping = 'source' | 'organisation kind' | 'region';

/** All that the numbers and figures of progress are computed from, over one scope. */
export type Counted = {
	standings: StandingCount[];
	duties: DutyCount[];
	changes: CodedChange[];
	facts: FactCount[];
	/** What was due in the past year, by the dates that hold now. */
	due: DueCount[];
	families: FamilyAsked[];
	/** The standings again, group by group, the groups by their names. */
	groups: Record<Grouping, OfGroup[]>;
};
