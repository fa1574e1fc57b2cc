import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { decode, STEPS } from '#lib/domain/standing.ts';
import { cascadeOfRecommendations } from './cascade-of-recommendations.ts';
import { cascadeOfAssignments, type Cascade } from './cascade.ts';
import { WORKED } from './worked-example.ts';

const moment = { as_at: '2026-11-22' };
const numerators = (cascade: Cascade) => cascade.steps.map(({ reached }) => reached.numerator);
const sum = (counts: { n: number }[]) => counts.reduce((total, { n }) => total + n, 0);

const addsUp = (cascade: Cascade) => {
	const reached = numerators(cascade);
	expect(cascade.steps.map(({ name }) => name)).toEqual(STEPS);
	cascade.steps.forEach(({ reached: rate, dropped }, i) => {
		expect(rate.denominator).toBe(cascade.asked);
		expect(sum(dropped)).toBe(i === 0 ? 0 : reached[i - 1]! - reached[i]!);
		expect(dropped.every(({ n }) => n > 0)).toBe(true);
	});
};

describe('the cascade of assignments', () => {
	const worked = cascadeOfAssignments.compute(WORKED, moment);

	it('of the worked example goes 190, 178, 158, 149, 133, 107, 12', () => {
		expect(numerators(worked)).toEqual([190, 178, 158, 149, 133, 107, 12]);
		expect(worked.exclusions).toEqual([
			{ what: 'merged into another', n: 6 },
			{ what: 'agreed not to apply', n: 4 }
		]);
	});

	it('names what dropped out at each step', () => {
		expect(worked.steps.map(({ dropped }) => dropped.map(({ what, n }) => `${n} ${what}`))).toEqual([
			[],
			['2 declined by the board', '10 no response'],
			['15 not accepted', '5 said not to apply'],
			['5 no information', '3 not started', '1 stopped'],
			['1 superseded', '6 planned but not begun', '7 in progress', '2 on hold'],
			['20 awaiting a check', '4 checked and not confirmed', '2 lapsed'],
			['95 confirmed but not yet checked again']
		]);
	});

	it('of nothing has seven steps without a share', () => {
		const { steps } = cascadeOfAssignments.compute([], moment);
		expect(steps.map(({ reached }) => reached.value)).toEqual(Array(7).fill(undefined));
	});

	it('never rises, and what drops out adds up, whatever is counted', () => {
		const anything = fc.array(
			fc.record({ code: fc.integer({ min: 0, max: 10_583 }), n: fc.integer({ min: 0, max: 500 }) })
		);
		fc.assert(
			fc.property(anything, (counts) =>
				addsUp(
					cascadeOfAssignments.compute(
						counts.map(({ code, n }) => ({ ...decode(code), n })),
						moment
					)
				)
			)
		);
	});
});

describe('the cascade of recommendations', () => {
	const reached = { replied: 50, accepted: 46, planned: 40, delivered: 7, assured: 0, sustained: 0 };

	it('of the register counts replies, acceptances and claims out of 189', () => {
		const cascade = cascadeOfRecommendations({ recommendations: 189, ...reached }, moment);
		expect(numerators(cascade)).toEqual([189, 50, 46, 40, 7, 0, 0]);
		expect(cascade.steps.map(({ dropped }) => dropped)).toEqual([
			[],
			[{ what: 'no reply found', n: 139 }],
			[{ what: 'refused by all who replied', n: 4 }],
			[{ what: 'accepted, no plan known', n: 6 }],
			[{ what: 'planned or under way', n: 33 }],
			[{ what: 'not confirmed', n: 7 }],
			[]
		]);
		addsUp(cascade);
	});

	it('says how many were left out as merged', () => {
		const cascade = cascadeOfRecommendations({ recommendations: 189, ...reached, merged: 3 }, moment);
		expect(cascade.exclusions).toEqual([{ what: 'merged into another', n: 3 }]);
	});

	it('refuses counts in which a step exceeds the one before', () => {
		expect(() =>
			cascadeOfRecommendations({ recommendations: 189, ...reached, accepted: 51 }, moment)
		).toThrow(RangeError);
		expect(() => cascadeOfRecommendations({ recommendations: 49, ...reached }, moment)).toThrow(RangeError);
	});
});
