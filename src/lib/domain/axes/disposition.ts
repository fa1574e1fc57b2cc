import type { Day } from '#lib/domain/day.ts';
import { ofRecommendation, type EventDraft } from '#lib/domain/event.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { axis, type Context, type Line, type Said } from './axis.ts';

/** What the oversight board decided about a recommendation. */
export const DISPOSITIONS = ['untriaged', 'adopted', 'merged', 'deferred', 'declined', 'superseded'] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

/** Each value in a line of plain English. */
export const MEANINGS: Record<Disposition, string> = {
	untriaged: 'The board has not decided about it.',
	adopted: 'The board has taken it on.',
	merged: 'It is followed up together with another one that asks for the same.',
	deferred: 'The board will look at it again on a day that is set.',
	declined: 'The board has decided not to take it on. The reason says why.',
	superseded: 'A later recommendation took its place.'
};

/** A recommendation that the board decides about. `latest_on` is the latest day on its record or its assignments’. */
export type Triaged = { id: number; disposition: Disposition; latest_on?: Day | null };

const BOARD = ['board'] as const;
const but = (...left: Disposition[]) => DISPOSITIONS.filter((value) => !left.includes(value));

/** Every decision is minuted, so every one gives its reason; the board may think again. */
const moves: readonly Line<Disposition, Triaged>[] = [
	{ from: but('adopted'), to: 'adopted', by: BOARD, needs: ['reason'] },
	{ from: ['untriaged', 'adopted', 'deferred'], to: 'merged', by: BOARD, needs: ['which one', 'reason'] },
	{ from: ['untriaged', 'adopted', 'deferred'], to: 'deferred', by: BOARD, needs: ['review date', 'reason'] },
	{ from: ['untriaged', 'adopted', 'deferred'], to: 'declined', by: BOARD, needs: ['reason'] },
	{
		from: ['untriaged', 'adopted', 'deferred'],
		to: 'superseded',
		by: ['board', 'issuer', 'registrar'],
		needs: ['reason']
	}
];

const table = axis<'disposition', Disposition, Triaged>({
	name: 'disposition',
	moves,
	never: { untriaged: 'The board has decided, and that stays on the record. Choose what it decides now.' },
	draft: ofRecommendation
});

export const { movesFrom, needsOf } = table;

/** The events of a decision: none when nothing is decided. Deferring again sets a new day to look at it. */
export const move = (
	current: Triaged,
	said: Said & { disposition?: Disposition | undefined },
	context: Context
): EventDraft[] => {
	if (said.disposition === 'merged' && said.merged_into_id === current.id)
		throw new Refusal(
			'not-possible',
			'It cannot be merged into itself. Choose another recommendation.',
			'merged_into_id'
		);
	return table.move(current, said, context);
};
