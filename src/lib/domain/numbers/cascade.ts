import { STEPS, type StandingCount, type Step as StepName } from '#lib/domain/standing.ts';
import { sustained } from './assignments.ts';
import { leavesOut, type Term, type Words } from './definition.ts';
import { rateOf, type Exclusion, type Moment, type Rate } from './number.ts';
import { count, droppedAt, leftOut } from './population.ts';

/** One step: how many reach it, out of all that were asked, and what dropped out on the way to it, by name. */
export type Rung = { name: StepName; reached: Rate; dropped: Exclusion[] };

/** How far what was asked has got, on one denominator. */
export type Cascade = Moment & {
	of: 'assignments' | 'recommendations';
	asked: number;
	steps: Rung[];
	exclusions: Exclusion[];
};

const FORMULA = `each of ${STEPS.slice(1).join(', ')} ÷ ${STEPS[0]}; what drops out at a step = the step before − the step`;

// The first of the chain is every assignment; what is asked is the base.
const steps = sustained.chain.slice(1);
const base = steps[0] as (typeof steps)[number];
const stepTerms: Term[] = steps.map(({ means }, i) => ({ name: STEPS[i] as StepName, means }));

/** The cascade over assignments. What drops out at a step carries the names that `assignments.ts` gives it. */
export const cascadeOfAssignments: Words & {
	compute: (rows: readonly StandingCount[], moment: Moment) => Cascade;
} = {
	id: 'cascade',
	name: 'Cascade',
	in_plain_words:
		'How far what was asked has got, step by step. Each step counts only what reached the step before it.',
	formula: FORMULA,
	terms: [...stepTerms, ...leavesOut(sustained).slice(leavesOut(base).length)],
	left_out: leavesOut(base),
	authority:
		'Our own, after the cascades of care with which public health follows patients from step to step.',
	compute: (rows, moment) => {
		const exclusions = leftOut(rows, base);
		const denominator = count(rows, base);
		return {
			...moment,
			of: 'assignments',
			asked: denominator,
			exclusions,
			steps: steps.map((step, i) => {
				const name = STEPS[i] as StepName;
				return {
					name,
					reached: rateOf({ name, numerator: count(rows, step), denominator, exclusions }, moment),
					dropped: i === 0 ? [] : droppedAt(rows, step)
				};
			})
		};
	}
};
