import { describe, expect, it } from 'vitest';
import {
	FIRST_CRITERIA,
	priorityOf,
	rankOf,
	scoreOf,
	whyOf,
	type Criterion,
	type Entry
} from './priority.ts';
import { CONCENTRATION, shareInTop, weightingsAround } from './sensitivity.ts';

const weighing = (benefit: number, cost: number, reach = 0): Criterion[] => [
	{ code: 'benefit', name: 'Benefit', weight: benefit },
	{ code: 'cost', name: 'Cost', weight: cost },
	{ code: 'reach', name: 'Reach', weight: reach }
];
// Worked by hand with benefit at 3 and cost at 1: 4 of 3/4 of the weight; (3 × 2 + 1 × 4) ÷ 4 = 2.5; (3 × 3 + 1 × 3) ÷ 4 = 3.
const notCosted: Entry = { id: 1, scores: { benefit: 4, cost: null, reach: 0 } };
const cheap: Entry = { id: 2, scores: { benefit: 2, cost: 4, reach: 0 } };
const even: Entry = { id: 3, scores: { benefit: 3, cost: 3, reach: 0 } };
const unscored: Entry = { id: 4, scores: { reach: 4 } };
const all = [notCosted, cheap, even, unscored];

describe('priority', () => {
	it('ranks by the mean of what is stated, as worked by hand, and says how much of the weight that is', () => {
		const ranked = rankOf(weighing(3, 1), all);
		expect(ranked.map(({ id, rank, score, stated }) => [id, rank, score, stated])).toEqual([
			[1, 1, 4, 0.75],
			[3, 2, 3, 1],
			[2, 3, 2.5, 1]
		]);
	});

	it('is high from 3.0, medium from 2.0 and low below, by the score as it is shown', () => {
		const even = weighing(1, 1, 0);
		const of = (benefit: number | null, cost: number | null) => priorityOf(even, { benefit, cost });
		expect([of(3, 3), of(3, 2), of(2, 2), of(2, 1), of(0, 0)]).toEqual([
			'high',
			'medium',
			'medium',
			'low',
			'low'
		]);
		expect([of(4, null), of(null, null)]).toEqual(['high', 'not ranked']);
		// 2.96 is shown as 3.0.
		expect(priorityOf(weighing(96, 4), { benefit: 3, cost: 2 })).toBe('high');
	});

	it('tells what each criterion adds', () => {
		expect(scoreOf(weighing(3, 1), cheap.scores)?.parts).toEqual([
			{ code: 'benefit', name: 'Benefit', score: 2, share: 0.75, points: 1.5 },
			{ code: 'cost', name: 'Cost', score: 4, share: 0.25, points: 1 }
		]);
		const found = scoreOf(weighing(3, 1), notCosted.scores);
		expect(found && whyOf(found)).toMatchObject({
			most: [{ code: 'benefit' }],
			unstated: [{ code: 'cost' }]
		});
	});

	it('never takes what is not costed for nought', () => {
		const nought = scoreOf(weighing(1, 1), { benefit: 2, cost: 0 });
		const notStated = scoreOf(weighing(1, 1), { benefit: 2, cost: null });
		expect([nought?.score, notStated?.score]).toEqual([1, 2]);
	});

	it('ranks nobody of whom nothing is stated', () => {
		expect(scoreOf(FIRST_CRITERIA, {})).toBeUndefined();
		expect(scoreOf(weighing(0, 0), cheap.scores)).toBeUndefined();
	});
});

describe('how sure an order is', () => {
	it('is the share of the weightings under which one stays at the top, as counted by hand', () => {
		// Benefit alone: 1 leads with 4. Cost alone: 2 leads with 4, and 1 is not stated. Both alike: 1 leads with 4.
		const shares = shareInTop([weighing(1, 0), weighing(0, 1), weighing(1, 1)], all, 1);
		expect([...shares]).toEqual([
			[1, 2 / 3],
			[2, 1 / 3],
			[3, 0],
			[4, 0]
		]);
	});

	it('ranks as the list itself does', () => {
		for (const criteria of weightingsAround(weighing(3, 1, 2), 50)) {
			const [first] = rankOf(criteria, all);
			expect(shareInTop([criteria], all, 1).get(first?.id ?? 0)).toBe(1);
		}
	});

	it('moves the weights around the board’s own, the same every time', () => {
		const drawn = weightingsAround(FIRST_CRITERIA);
		expect(weightingsAround(FIRST_CRITERIA)).toEqual(drawn);
		const shares = drawn.map((criteria) => {
			const sum = criteria.reduce((total, { weight }) => total + weight, 0);
			return (criteria[0]?.weight ?? 0) / sum;
		});
		const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
		const variance = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / shares.length;
		// Mean and variance of the Dirichlet distribution.
		expect(mean).toBeCloseTo(1 / 8, 2);
		expect(Math.sqrt(variance)).toBeCloseTo(Math.sqrt(((1 / 8) * (7 / 8)) / (CONCENTRATION + 1)), 2);
		const sorted = shares.toSorted((a, b) => a - b);
		expect([sorted[25], sorted[974]].map((share) => Math.round((share ?? 0) * 100))).toEqual([2, 32]);
	});

	it('leaves a criterion of no weight at none', () => {
		expect(weightingsAround(weighing(1, 0), 10).every(([, cost]) => cost?.weight === 0)).toBe(true);
		expect(weightingsAround(weighing(0, 0))).toEqual([]);
	});
});
