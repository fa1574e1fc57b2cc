import { addDays, type Day } from '#lib/domain/day.ts';
import type { Strength } from '#lib/domain/axes/strength.ts';
import type { At } from '#lib/server/at.ts';
import { planAction } from '#lib/server/changes/plan-action.ts';
import type { Chance } from '#lib/domain/chance.ts';

/** Who plans something, for which assignment. */
export type Planner = { organisation_id: number; assignment_id: number };

const PLANNED_DAYS_AGO = 100;

const IDEAS: Record<Strength, string[]> = {
	stronger: ['Fit connectors that only go into the right line', 'Buy one model of pump for every ward'],
	intermediate: ['Put the checklist into the electronic record', 'Practise it with simulation twice a year'],
	weaker: ['Train all staff, and train them again each year', 'Write the policy anew and send it round'],
	'not coded': ['Ask each ward what would work there', 'Bring the pathway together with the neighbours']
};
const OWNERS = ['Head of nursing', 'Medical director', 'Chief pharmacist', 'Head of estates'];

/** What some organisations will do about what they were asked, planned a while before the day on which `at` ends. */
export const planActions = async (at: At, random: Chance, planners: readonly Planner[]): Promise<void> => {
	const on: Day = addDays(at.today, -PLANNED_DAYS_AGO);
	await planAction(
		{ ...at, today: on, now: new Date(`${on}T10:00:00Z`) },
		planners.map(({ organisation_id, assignment_id }) => {
			const strength = random.weighted({ stronger: 12, intermediate: 26, weaker: 47, 'not coded': 15 });
			return {
				organisation_id,
				what: `${random.pick(IDEAS[strength])}.`,
				owner: random.pick(OWNERS),
				due_on: addDays(at.today, random.between(-60, 300)),
				strength,
				serves: [assignment_id],
				not_enough: [assignment_id]
			};
		})
	);
};
