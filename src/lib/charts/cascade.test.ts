import { describe, expect, it } from 'vitest';
import {
	cascadeOfRecommendations,
	type RecommendationsReached
} from '#lib/domain/numbers/cascade-of-recommendations.ts';
import { cascadeOfAssignments } from '#lib/domain/numbers/cascade.ts';
import { standings, WORKED } from '#lib/domain/numbers/worked-example.ts';
import { cascade } from './cascade.ts';
import type { FigureContext } from './figure.ts';

const context: FigureContext = { data: 'register', scope: 'everything', as_at: '2026-11-22' };
const ofRecommendations = (...counts: number[]) => {
	const names = ['recommendations', 'replied', 'accepted', 'planned', 'delivered', 'assured', 'sustained'];
	const reached = Object.fromEntries(names.map((name, i) => [name, counts[i] ?? 0]));
	return cascade(cascadeOfRecommendations(reached as RecommendationsReached, context), context);
};
const worked = cascade(cascadeOfAssignments.compute(WORKED, context), context);

describe('the cascade', () => {
	it.each([
		[
			[0],
			'Nothing has been asked yet',
			'Nothing has been asked in this selection, so there is nothing to show.'
		],
		[
			[1],
			'The one recommendation has had no response that we know of',
			'The one recommendation has had no response that we know of.'
		],
		[
			[1, 1, 1],
			'The one recommendation has no plan that we know of',
			'The one recommendation has had a response and was accepted, but has no plan that we know of.'
		],
		[
			[1, 1, 1, 1, 1, 1, 1],
			'The one recommendation was confirmed again a year or more later',
			'The one recommendation has had a response, was accepted, has a plan, is said to be done, was confirmed by somebody independent and was confirmed again a year or more later.'
		],
		[
			[2, 1],
			'The largest drop is before any response',
			'Of 2 recommendations, 1 has had a response and none was accepted.'
		],
		[
			[189, 50, 46, 40, 7],
			'Most have had no response that we know of',
			'Of 189 recommendations, 50 have had a response, 46 were accepted, 40 have a plan, 7 are said to be done and none was confirmed by somebody independent.'
		],
		[
			[1_250, 1_250, 1_250, 1_250, 1_250, 1_250],
			'Everything that was asked has been confirmed',
			'Of 1,250 recommendations, 1,250 have had a response, 1,250 were accepted, 1,250 have a plan, 1,250 are said to be done, 1,250 were confirmed by somebody independent and none was confirmed again a year or more later.'
		],
		[
			[10, 9, 2],
			'Most were not accepted',
			'Of 10 recommendations, 9 have had a response, 2 were accepted and none has a plan.'
		],
		[
			[10, 9, 9, 9, 9, 1, 1],
			'Most are said to be done and not confirmed',
			'Of 10 recommendations, 9 have had a response, 9 were accepted, 9 have a plan, 9 are said to be done, 1 was confirmed by somebody independent and 1 was confirmed again a year or more later.'
		]
	])('of %j says “%s”', (counts, title, sentence) => {
		expect(ofRecommendations(...counts)).toMatchObject({ title, sentence });
	});

	it('of the worked example finds its largest loss in the 26 unconfirmed claims', () => {
		expect(worked.title).toBe('The largest drop is between a claim and its check');
		expect(worked.sentence).toBe(
			'Of 190 assignments, 178 have had a response, 158 were accepted, 149 have a plan, 133 are said to be done, 107 were confirmed by somebody independent and 12 were confirmed again a year or more later.'
		);
		expect(worked.left_out).toEqual([
			{ what: 'merged into another', n: 6 },
			{ what: 'agreed not to apply', n: 4 }
		]);
	});

	it('has a table of what it draws, with what was refused or declined as bars of their own', () => {
		expect(worked.table.caption).toBe(
			'How far assignments have got: everything, real register, as at 22 November 2026'
		);
		expect(worked.table.rows.map((row) => Object.values(row))).toEqual([
			['Asked', 190, 190, 100, null, null],
			['Responded', 178, 190, 93.7, 12, '2 declined by the board, 10 no response'],
			['Accepted', 158, 190, 83.2, 20, '15 not accepted, 5 said not to apply'],
			['Planned', 149, 190, 78.4, 9, '5 no information, 3 not started, 1 stopped'],
			[
				'Said to be done',
				133,
				190,
				70,
				16,
				'1 superseded, 6 planned but not begun, 7 in progress, 2 on hold'
			],
			['Confirmed', 107, 190, 56.3, 26, '20 awaiting a check, 4 checked and not confirmed, 2 lapsed'],
			['Confirmed again', 12, 190, 6.3, 95, '95 confirmed but not yet checked again'],
			['Not accepted', 15, 190, 7.9, null, null],
			['Said not to apply', 5, 190, 2.6, null, null],
			['Declined by the board', 2, 190, 1.1, null, null]
		]);
	});

	it('draws each step on the one before: what got there and what dropped out', () => {
		const [got, dropped, refused] = worked.config!.data.datasets;
		const drawn = got!.data.slice(0, 7).map((n, i) => n! + (dropped!.data[i] ?? 0));
		expect(drawn).toEqual([190, 190, 178, 158, 149, 133, 107]);
		expect(refused!.data.slice(7)).toEqual([15, 5, 2]);
		expect(worked.config!.data.labels).toHaveLength(10);
	});

	it('of fewer than ten gives no percentages', () => {
		const few = cascade(cascadeOfAssignments.compute([standings(9)], context), context);
		expect(few.table.rows.map(({ share_percent }) => share_percent)).toEqual(Array(7).fill(null));
	});

	it('of nothing draws nothing and still has its table', () => {
		const nothing = ofRecommendations(0);
		expect(nothing.config).toBeUndefined();
		expect(nothing.table.rows).toHaveLength(7);
	});
});
