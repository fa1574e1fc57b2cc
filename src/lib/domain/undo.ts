import { z } from 'zod';
import type { Day } from './day.ts';
import { ofAssignment, type EventDraft, type EventKind } from './event.ts';
import { required, whole, wholeOrNone } from './field.ts';
import { Refusal } from './refusal.ts';

/** How long what was saved can be undone. */
export const UNDO_MINUTES = 10;

/** Taking back what one saved last about an assignment: `seen_version` is the version that the saving left. */
export const Undo = z.object({
	assignment_id: whole('the assignment'),
	seen_version: required(wholeOrNone('the version that you saw'), 'Open the page again, then undo.')
});
export type Undo = z.infer<typeof Undo>;

/** What an organisation says. Only this can be undone; decisions, verdicts and requests are answered instead. */
const UNDOABLE: readonly EventKind[] = [
	'position',
	'claim',
	'delivery',
	'assurance',
	'due date',
	'update',
	'evidence'
];

/** The numbers of the events that others of a list undo. */
export const undoneBy = (
	events: readonly { what: EventKind; detail?: Record<string, unknown> | null | undefined }[]
): Set<unknown> =>
	new Set(
		events.flatMap(({ what, detail }) =>
			what === 'undo' && Array.isArray(detail?.undoes) ? (detail.undoes as unknown[]) : []
		)
	);

/** One saving: the events that were entered about an assignment together, last of all. */
export type Saving = {
	events: readonly { id: number; what: EventKind }[];
	person_id: number | null;
	who: string | null;
	recorded_at: Date;
};

/** Until when a saving can be undone. */
export const undoableUntil = ({ recorded_at }: Pick<Saving, 'recorded_at'>): Date =>
	new Date(recorded_at.getTime() + UNDO_MINUTES * 60_000);

/** Why somebody cannot undo the last saving about an assignment; undefined when they can. */
export const whyNot = (
	current: { version: number },
	saving: Saving | undefined,
	{ user_id, now, seen_version }: { user_id: number | null; now: Date; seen_version: number }
): Refusal | undefined => {
	if (!saving || saving.events.some(({ what }) => !UNDOABLE.includes(what)))
		return new Refusal('not-possible', 'There is nothing to undo here. Save how it stands now instead.');
	if (saving.person_id === null || saving.person_id !== user_id || seen_version !== current.version)
		return new Refusal(
			'not-possible',
			`${saving.person_id === user_id ? 'You have' : `${saving.who ?? 'Somebody else'} has`} saved something here since, so this cannot be undone. Save how it stands now instead.`
		);
	if (now > undoableUntil(saving))
		return new Refusal(
			'not-possible',
			`It was saved more than ${UNDO_MINUTES} minutes ago, so it stays on the record. Save how it stands now instead.`
		);
	return undefined;
};

/**
 * The event that takes a saving back. Nothing is removed: what it names counts no more, from the day on which it was
 * entered. Refuses what somebody else saved, what has been built upon, and what is older than ten minutes.
 */
export const undo = (
	current: { id: number; recommendation_id: number; organisation_id: number; version: number },
	saving: Saving | undefined,
	given: { user_id: number | null; now: Date; today: Day; seen_version: number }
): EventDraft[] => {
	const refusal = whyNot(current, saving, given);
	if (refusal) throw refusal;
	return [
		ofAssignment(current, {
			what: 'undo',
			detail: { undoes: (saving as Saving).events.map(({ id }) => id) },
			effective_on: given.today
		})
	];
};
