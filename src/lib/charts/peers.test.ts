import { describe, expect, it } from 'vitest';
import { peersFigure } from './peers.ts';
import { pointsOf } from './points.ts';

const context = { data: 'demonstration', scope: 'acute trusts', as_at: '2026-11-22' } as const;
const peer = (code: string, accepted: number, assured: number) => ({
	code,
	name: `Trust ${code}`,
	accepted,
	assured
});
const FOUR = ['B', 'C', 'D', 'E'].map((code) => peer(code, 100, 50));
const figure = (peers: ReturnType<typeof peer>[], own?: string) =>
	peersFigure({ kind: 'acute trust', peers, ...(own && { own }) }, context);

describe('an organisation among its peers', () => {
	it.each([
		[
			[],
			'Too few to compare',
			'No organisation of this kind (acute trust) has accepted anything that is counted here.'
		],
		[
			[peer('A', 1, 1)],
			'Too few to compare',
			'1 of 1 accepted assignment is confirmed, over 1 organisation of this kind (acute trust). At Trust A it is 1 of 1. Fewer than 5 to compare: no limits are drawn.'
		],
		[
			[peer('A', 10, 0), ...FOUR.map((each) => ({ ...each, assured: 0 }))],
			'Nothing is confirmed anywhere yet',
			'None of 410 accepted assignments is confirmed, over 5 organisations of this kind (acute trust). At Trust A it is 0 of 10 (0 %).'
		],
		[
			[peer('A', 100, 80), ...FOUR],
			'More is confirmed at Trust A than chance would easily explain',
			'280 of 500 accepted assignments (56 %) are confirmed, over 5 organisations of this kind (acute trust). At Trust A it is 80 of 100 (80 %).'
		],
		[
			[peer('A', 100, 10), ...FOUR],
			'Less is confirmed at Trust A than chance would easily explain',
			'210 of 500 accepted assignments (42 %) are confirmed, over 5 organisations of this kind (acute trust). At Trust A it is 10 of 100 (10 %).'
		],
		[
			[peer('A', 2, 2), ...FOUR],
			'What is confirmed at Trust A differs from its peers by no more than chance may make it',
			'202 of 402 accepted assignments (50 %) are confirmed, over 5 organisations of this kind (acute trust). At Trust A it is 2 of 2.'
		]
	])('is said in words: %#', (peers, title, words) => {
		const { title: said, sentence } = figure(peers, 'A');
		expect([said, sentence]).toEqual([title, words]);
	});

	it('is drawn for nobody in particular, too', () => {
		expect(figure([peer('A', 100, 10), ...FOUR]).title).toBe(
			'1 of 5 organisations lies further from the rest than chance would easily explain'
		);
	});

	it('can be walked through one organisation at a time, beginning with its own', () => {
		const { config, table } = figure([peer('A', 100, 10), peer('Z', 0, 0), ...FOUR], 'A');
		const said = pointsOf(config!).map(({ said }) => said);
		expect(said.slice(0, 2)).toEqual(['Trust A: 10 of 100 (10 %)', 'Trust B: 50 of 100 (50 %)']);
		expect(said).toHaveLength(5);
		expect(table.rows[0]).toMatchObject({ organisation: 'Trust A', against_limits: 'Below the outer limit' });
	});
});
