import type { Chance } from '#lib/domain/chance.ts';
import { FIRST_CRITERIA, type Scores } from '#lib/domain/priority.ts';
import { scorePriorities } from '#lib/server/changes/score-priorities.ts';
import { setWeights } from '#lib/server/changes/set-weights.ts';
import type { At } from '#lib/server/at.ts';

/** So many of what was adopted are scored; the rest waits, so that somebody who tries it finds something to score. */
const SCORED = 40;

const WEIGHTS: Record<string, number> = {
	benefit: 25,
	cost: 10,
	cost_effectiveness: 15,
	strategic_fit: 10,
	severity: 20,
	reach: 10,
	evidence: 5,
	equity: 5
};

/** How likely somebody stated enough to score a criterion: costs are seldom known. */
const STATED: Record<string, number> = { cost: 0.3, cost_effectiveness: 0.2, equity: 0.6, evidence: 0.8 };

/** The board weighs its criteria and scores some of what it has adopted; much of it is not costed. */
export const prioritise = async (at: At, chance: Chance, adopted: readonly number[]): Promise<void> => {
	await setWeights(at, {
		weights: FIRST_CRITERIA.map((one) => ({ ...one, weight: WEIGHTS[one.code] ?? 1 })),
		reason: 'Harm that can be prevented comes first.'
	});
	await scorePriorities(
		at,
		adopted.slice(-SCORED).map((recommendation_id) => ({
			recommendation_id,
			reason: 'Scored by the secretary from what the report states.',
			scores: Object.fromEntries(
				FIRST_CRITERIA.map(({ code }) => [
					code,
					chance.happens(STATED[code] ?? 0.95) ? chance.weighted({ 0: 1, 1: 3, 2: 5, 3: 5, 4: 3 }) : null
				]).map(([code, score]) => [code, score === null ? null : Number(score)])
			) as Scores
		}))
	);
};
