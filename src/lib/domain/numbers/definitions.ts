import { recommendationsCascade } from './cascade-of-recommendations.ts';
import { cascadeOfAssignments } from './cascade.ts';
import { barriers } from './barriers.ts';
import type { Words } from './definition.ts';
import { freshness, longOutstanding } from './freshness.ts';
import { reportedAssuredGap } from './gap.ts';
import { fixedHorizonRate } from './horizons.ts';
import { ON_TIME } from './on-time.ts';
import { OVERDUE, responseRate } from './overdue.ts';
import {
	acceptanceRate,
	assuredRate,
	base,
	implementationGap,
	implementationGapOfBase,
	reportedRate
} from './rates.ts';
import { slip } from './slip.ts';
import { recurrence, repeatAfterClosure } from './recurrence.ts';
import { states } from './states.ts';
import { strengthMix } from './strength-mix.ts';
import { timeToAssured } from './time-to-assured.ts';

/** Every number of the product in the order in which the method page defines them: the objects that compute them. */
export const DEFINITIONS: readonly Words[] = [
	base,
	responseRate,
	acceptanceRate,
	reportedRate,
	assuredRate,
	reportedAssuredGap,
	implementationGap,
	implementationGapOfBase,
	cascadeOfAssignments,
	recommendationsCascade,
	states,
	...OVERDUE,
	...ON_TIME,
	slip,
	timeToAssured,
	fixedHorizonRate,
	barriers,
	strengthMix,
	freshness,
	longOutstanding,
	recurrence,
	repeatAfterClosure
];
