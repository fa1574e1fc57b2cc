import type { FactCount } from '#lib/domain/fact.ts';
import type { StandingCount } from '#lib/domain/standing.ts';
import type { CodedChange } from './coded-states.ts';
import type { DutyCount } from './duties.ts';
import type { DueCount } from './on-time.ts';
import type { FamilyAsked } from './recurrence.ts';

/** All that the numbers and figures of progress are computed from, over one scope. */
export type Counted = {
	standings: StandingCount[];
	duties: DutyCount[];
	changes: CodedChange[];
	facts: FactCount[];
	/** What was due in the past year, by the dates that hold now. */
	due: DueCount[];
	families: FamilyAsked[];
};
