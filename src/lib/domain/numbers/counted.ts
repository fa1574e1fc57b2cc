import type { StandingCount } from '#lib/domain/standing.ts';
import type { DutyCount } from './duties.ts';
import type { StandingChange } from './series.ts';

/** All that the numbers and figures of progress are computed from, over one scope. */
export type Counted = { standings: StandingCount[]; duties: DutyCount[]; changes: StandingChange[] };
