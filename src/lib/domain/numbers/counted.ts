import type { StandingCount } from '#lib/domain/standing.ts';
import type { CodedChange } from './coded-states.ts';
import type { DutyCount } from './duties.ts';

/** All that the numbers and figures of progress are computed from, over one scope. */
export type Counted = { standings: StandingCount[]; duties: DutyCount[]; changes: CodedChange[] };
