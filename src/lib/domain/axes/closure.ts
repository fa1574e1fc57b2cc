import { ofAssignment } from '#lib/domain/event.ts';
import type { Assigned } from './assigned.ts';
import { axis, type Condition, type Line } from './axis.ts';

/** What the issuer or the board decided about an assignment. */
export const CLOSURES = [
	'open',
	'implemented',
	'implemented by alternative means',
	'superseded',
	'no longer applicable',
	'reconsidered',
	'not implemented'
] as const;
export type Closure = (typeof CLOSURES)[number];

/** Each value in a line of plain English. */
export const MEANINGS: Record<Closure, string> = {
	open: 'It still has to be done.',
	implemented: 'It was done as asked, and somebody independent confirmed it.',
	'implemented by alternative means':
		'The aim was met in another way, and somebody independent confirmed it.',
	superseded: 'A later recommendation took its place.',
	'no longer applicable': 'It is agreed that it does not concern the organisation, or no longer.',
	reconsidered: 'The body that asked has withdrawn it.',
	'not implemented': 'It was not done, and is no longer pursued.'
};

const assured: Condition<Assigned> = {
	when: ({ assurance }) => assurance === 'assured' || assurance === 'sustained',
	otherwise: () =>
		'Nobody independent has confirmed it, so it cannot be closed as implemented. Have it checked first, or choose another way to close it.'
};

const DECIDERS = ['board', 'issuer'] as const;

/** Whatever is closed goes by way of being reopened to be closed otherwise, so that the record shows both decisions. */
const moves: readonly Line<Closure, Assigned>[] = [
	{ from: ['open'], to: 'implemented', by: DECIDERS, only: [assured] },
	{
		from: ['open'],
		to: 'implemented by alternative means',
		by: DECIDERS,
		needs: ['reason'],
		only: [assured]
	},
	{ from: ['open'], to: 'superseded', by: DECIDERS, needs: ['reason'] },
	{ from: ['open'], to: 'no longer applicable', by: DECIDERS, needs: ['reason'] },
	{ from: ['open'], to: 'reconsidered', by: DECIDERS, needs: ['reason'] },
	{ from: ['open'], to: 'not implemented', by: DECIDERS, needs: ['reason'] },
	{ from: CLOSURES.filter((closure) => closure !== 'open'), to: 'open', by: DECIDERS, needs: ['reason'] }
];

export const { movesFrom, needsOf, move } = axis<'closure', Closure, Assigned>({
	name: 'closure',
	moves,
	draft: ofAssignment
});
