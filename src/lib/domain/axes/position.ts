import { ofAssignment } from '#lib/domain/event.ts';
import { SPEAKERS, whileOpen, type Assigned } from './assigned.ts';
import { axis, type Line } from './axis.ts';

/** What an organisation promised. */
export const POSITIONS = [
	'awaiting response',
	'accepted',
	'accepted in part',
	'accepted in principle',
	'not accepted',
	'not applicable'
] as const;
export type Position = (typeof POSITIONS)[number];

/** Each position in a line of plain English. */
export const MEANINGS: Record<Position, string> = {
	'awaiting response': 'No reply has been recorded.',
	accepted: 'We agree, and will do what was asked.',
	'accepted in part': 'We will do some of it. The reason says what we will not do, and why.',
	'accepted in principle': 'We agree with the aim, but do not promise to do it as asked.',
	'not accepted': 'We will not do it. The reason says why.',
	'not applicable': 'It does not concern us. The reason says why.'
};

const replies = POSITIONS.filter((position) => position !== 'awaiting response');
const others = (position: Position) => replies.filter((reply) => reply !== position);

const line = (from: readonly Position[], to: Position, needs: Line<Position, Assigned>['needs']) => ({
	from,
	to,
	by: SPEAKERS,
	needs: needs ?? [],
	only: [whileOpen]
});

/** A first reply gives its reason unless it accepts. A change of mind always does. */
const moves: readonly Line<Position, Assigned>[] = [
	line(['awaiting response'], 'accepted', []),
	line(others('accepted'), 'accepted', ['reason']),
	line(['awaiting response', ...others('accepted in part')], 'accepted in part', ['reason']),
	line(['awaiting response', ...others('accepted in principle')], 'accepted in principle', ['reason']),
	line(['awaiting response', ...others('not accepted')], 'not accepted', ['barrier', 'reason']),
	line(['awaiting response', ...others('not applicable')], 'not applicable', ['reason'])
];

export const { movesFrom, needsOf, move } = axis<'position', Position, Assigned>({
	name: 'position',
	moves,
	never: {
		'awaiting response':
			'A reply is on the record and stays there. Choose the position that holds now, and give the reason.'
	},
	// Before the first reply nothing can contradict it, so a reply that is learned of late keeps its own day.
	earliest: (current) => (current.position === 'awaiting response' ? current.assigned_on : current.latest_on),
	draft: ofAssignment
});
