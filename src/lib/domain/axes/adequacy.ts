import { ofAssignment } from '#lib/domain/event.ts';
import type { Assigned } from './assigned.ts';
import { axis, type Condition, type Line } from './axis.ts';

/** What the issuer thinks of a response. */
export const ADEQUACIES = ['not assessed', 'acceptable', 'acceptable alternative', 'unacceptable'] as const;
export type Adequacy = (typeof ADEQUACIES)[number];

/** Each value in a line of plain English. */
export const MEANINGS: Record<Adequacy, string> = {
	'not assessed': 'The body that asked has not said what it thinks of the reply.',
	acceptable: 'The reply does what was asked.',
	'acceptable alternative': 'The reply does something else that would meet the aim.',
	unacceptable: 'The reply would not meet the aim. The reason says why.'
};

const replied: Condition<Assigned> = {
	when: ({ position }) => position !== 'awaiting response',
	otherwise: () => 'There is no reply to judge yet. Record the reply first.'
};

const moves: readonly Line<Adequacy, Assigned>[] = [
	{ from: ['not assessed'], to: 'acceptable', by: ['issuer'], only: [replied] },
	{
		from: ['not assessed'],
		to: 'acceptable alternative',
		by: ['issuer'],
		needs: ['reason'],
		only: [replied]
	},
	{ from: ['not assessed'], to: 'unacceptable', by: ['issuer'], needs: ['reason'], only: [replied] },
	{ from: ['acceptable alternative', 'unacceptable'], to: 'acceptable', by: ['issuer'], needs: ['reason'] },
	{ from: ['acceptable', 'unacceptable'], to: 'acceptable alternative', by: ['issuer'], needs: ['reason'] },
	{ from: ['acceptable', 'acceptable alternative'], to: 'unacceptable', by: ['issuer'], needs: ['reason'] }
];

export const { movesFrom, needsOf, move } = axis<'adequacy', Adequacy, Assigned>({
	name: 'adequacy',
	moves,
	never: {
		'not assessed': 'The reply has been judged, and that stays on the record. Choose what holds now.'
	},
	draft: ofAssignment
});
