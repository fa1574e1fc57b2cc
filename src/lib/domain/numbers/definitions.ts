import { recommendationsCascade } from './cascade-of-recommendations.ts';
import { cascadeOfAssignments } from './cascade.ts';
import type { Words } from './definition.ts';
import { reportedAssuredGap } from './gap.ts';
import { OVERDUE, responseRate } from './overdue.ts';
import {
	acceptanceRate,
	assuredRate,
	base,
	implementationGap,
	implementationGapOfBase,
	reportedRate
} from './rates.ts';
import { states } from './states.ts';

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
	...OVERDUE
];
