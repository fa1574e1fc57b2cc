import { describe, expect, it } from 'vitest';
import type { Standing } from '#lib/domain/standing.ts';
import { standings, WORKED } from '#lib/domain/numbers/worked-example.ts';
import type { FigureContext } from './figure.ts';
import { reportedAndAssured } from './reported-and-assured.ts';

const context: FigureContext = { data: 'demonstration', scope: 'acute trusts', as_at: '2026-11-22' };
const accepted = (n: number, said: Partial<Standing> = {}) => standings(n, { position: 'accepted', ...said });
const claimed = (n: number, assurance: Standing['assurance'] = 'submitted') =>
	accepted(n, { delivery: 'delivered', assurance });

describe('what is said to be done against what was confirmed', () => {
	it.each([
		[
			'nothing at all',
			[],
			'Nothing has been accepted yet',
			'No assignment in this selection has been accepted, so there is nothing to compare.'
		],
		[
			'only refusals',
			[standings(3, { position: 'not accepted' })],
			'Nothing has been accepted yet',
			'No assignment in this selection has been accepted, so there is nothing to compare.'
		],
		[
			'no claim',
			[accepted(12)],
			'Nothing is said to be done yet',
			'None of 12 accepted assignments is said to be done.'
		],
		[
			'one claim, unchecked',
			[claimed(1)],
			'No claim stands confirmed',
			'1 of 1 accepted assignment is said to be done, and none has been confirmed by anybody independent. The gap is 1, awaiting a check.'
		],
		[
			'one of two confirmed',
			[claimed(1, 'assured'), claimed(1, 'not assured')],
			'1 claim could not be confirmed',
			'2 of 2 accepted assignments are said to be done, and 1 has been confirmed by somebody independent. The gap is 1, checked and not confirmed.'
		],
		[
			'all confirmed',
			[claimed(1_500, 'assured'), accepted(1_500)],
			'Every claim has been confirmed',
			'1,500 of 3,000 accepted assignments (50 %) are said to be done, and 1,500 (50 %) have been confirmed by somebody independent.'
		],
		[
			'mostly lapsed',
			[claimed(2, 'sustained'), claimed(5, 'lapsed'), claimed(3)],
			'5 confirmations have lapsed',
			'10 of 10 accepted assignments (100 %) are said to be done, and 2 (20 %) have been confirmed by somebody independent. The gap is 8: 3 awaiting a check and 5 lapsed.'
		],
		[
			'the trust with 133 of 158 reported and 107 assured',
			WORKED,
			'20 claims await a check',
			'133 of 158 accepted assignments (84 %) are said to be done, and 107 (68 %) have been confirmed by somebody independent. The gap is 26: 20 awaiting a check, 4 checked and not confirmed and 2 lapsed.'
		]
	])('with %s', (_, rows, title, sentence) => {
		expect(reportedAndAssured(rows, context)).toMatchObject({ title, sentence });
	});

	it('draws the confirmed and the three parts of the gap as the whole of what is claimed', () => {
		const { config, table } = reportedAndAssured(WORKED, context);
		const claimedBar = config!.data.datasets.map(({ data }) => data[1]);
		expect(claimedBar).toEqual([null, 107, 20, 4, 2]);
		expect(table.rows.map(({ what, n, share_percent }) => [what, n, share_percent])).toEqual([
			['accepted', 158, 100],
			['said to be done', 133, 84.2],
			['confirmed', 107, 67.7],
			['gap', 26, 16.5],
			['gap: awaiting a check', 20, 12.7],
			['gap: checked and not confirmed', 4, 2.5],
			['gap: lapsed', 2, 1.3]
		]);
		expect(table.caption).toContain('invented demonstration data');
	});
});
