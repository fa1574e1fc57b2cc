/** A criterion of the board, with its weight: any number from 0, which counts by its share of them all. */
export type Criterion = { code: string; name: string; weight: number };

/** By the code of a criterion 0 to 4, where 4 speaks most for doing it; null where nobody stated enough to tell. */
export type Scores = Record<string, number | null>;

export const HIGHEST = 4;

/** The first criteria of a board, all of the same weight until it sets its own, with what is said of one without a score. */
export const FIRST_CRITERIA: readonly Criterion[] = [
	{ code: 'benefit', name: 'Benefit', weight: 1 },
	{ code: 'cost', name: 'Cost', weight: 1 },
	{ code: 'cost_effectiveness', name: 'Cost-effectiveness', weight: 1 },
	{ code: 'strategic_fit', name: 'Strategic fit', weight: 1 },
	{ code: 'severity', name: 'Severity', weight: 1 },
	{ code: 'reach', name: 'Reach', weight: 1 },
	{ code: 'evidence', name: 'Strength of evidence', weight: 1 },
	{ code: 'equity', name: 'Equity effect', weight: 1 }
];

const MEANS: Record<string, string> = {
	benefit: '4: many lives or much harm saved. 0: none.',
	cost: '4: costs next to nothing. 0: out of reach.',
	cost_effectiveness: '4: far more benefit than anything else for its cost. 0: far less.',
	strategic_fit: '4: what the strategy is for. 0: against it.',
	severity: '4: death or lasting harm. 0: no harm.',
	reach: '4: most patients. 0: hardly any.',
	evidence: '4: trials or strong data. 0: opinion alone.',
	equity: '4: helps most whom the health system serves worst. 0: widens the gap.'
};

/** What the ends of the scale of a criterion mean. */
export const meansOf = ({ code }: Criterion): string => MEANS[code] ?? '4 speaks most for doing it, 0 least.';

/** What is said of a criterion without a score. */
export const unstated = ({ code }: Pick<Criterion, 'code'>): string =>
	code === 'cost' ? 'not costed' : 'not stated';

/** What one criterion adds to a score: the share of the weight that is stated, and the points that it gives. */
export type Part = { code: string; name: string; score: number | null; share: number; points: number };

/** A score from 0 to 4, of which share of the weight it speaks, and what each criterion adds. */
export type Scored = { score: number; stated: number; parts: Part[] };

/**
 * The score of a recommendation: the mean of its scores by weight, over what is stated alone, so that what nobody stated
 * counts as nothing known and never as nought. `stated` is the share of all weight that is stated. Undefined where
 * nothing that has weight is stated.
 */
export const scoreOf = (criteria: readonly Criterion[], scores: Scores): Scored | undefined => {
	const counted = criteria.filter(({ weight }) => weight > 0);
	const all = counted.reduce((sum, { weight }) => sum + weight, 0);
	const known = counted.reduce(
		(sum, { code, weight }) => sum + ((scores[code] ?? null) === null ? 0 : weight),
		0
	);
	if (known === 0) return undefined;
	const parts = counted.map(({ code, name, weight }): Part => {
		const score = scores[code] ?? null;
		const share = score === null ? 0 : weight / known;
		return { code, name, score, share, points: share * (score ?? 0) };
	});
	return { score: parts.reduce((sum, { points }) => sum + points, 0), stated: known / all, parts };
};

/** One that is ranked: by its number. */
export type Entry = { id: number; scores: Scores };
export type Ranked<T extends Entry> = T & Scored & { rank: number };

/** Those of whom anything is stated, the highest score first; of equal ones whoever has more stated, then the older number. */
export const rankOf = <T extends Entry>(criteria: readonly Criterion[], entries: readonly T[]): Ranked<T>[] =>
	entries
		.flatMap((entry) => {
			const scored = scoreOf(criteria, entry.scores);
			return scored ? [{ ...entry, ...scored }] : [];
		})
		.sort((a, b) => b.score - a.score || b.stated - a.stated || a.id - b.id)
		.map((entry, index) => ({ ...entry, rank: index + 1 }));

/** A part in words: `benefit 4 (30 % of the weight that is stated)`. The two that add most and what is not stated. */
export const whyOf = ({ parts }: Scored): { most: Part[]; unstated: Part[] } => ({
	most: parts
		.filter(({ score }) => score !== null)
		.sort((a, b) => b.points - a.points)
		.slice(0, 3),
	unstated: parts.filter(({ score }) => score === null)
});

/** How high the board ranks what it has scored, the highest first. */
export const RANKED_PRIORITIES = ['high', 'medium', 'low'] as const;
/** The same, with what the board has not taken on or not scored: nothing is said of it. */
export const PRIORITIES = [...RANKED_PRIORITIES, 'not ranked'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** High from 3.0 of 4, medium from 2.0, low below that, by the score to one decimal, as it is shown. */
export const priorityOf = (criteria: readonly Criterion[], scores: Scores): Priority => {
	const scored = scoreOf(criteria, scores);
	if (!scored) return 'not ranked';
	const shown = Number(scored.score.toFixed(1));
	if (shown >= 3) return 'high';
	return shown >= 2 ? 'medium' : 'low';
};

/** A priority as words that stand alone: `high priority`, `not ranked by the board`. */
export const inWords = (priority: Priority): string =>
	priority === 'not ranked' ? 'not ranked by the board' : `${priority} priority`;
