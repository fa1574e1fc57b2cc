import type { Assigned } from '#lib/domain/axes/assigned.ts';
import type { Context } from '#lib/domain/axes/axis.ts';
import * as delivery from '#lib/domain/axes/delivery.ts';
import type { Need } from '#lib/domain/axes/need.ts';
import * as position from '#lib/domain/axes/position.ts';
import { revealedName } from '#lib/components/revealed.ts';

/** One thing that a person may say, what it means, and what it needs. To leave all as it is, one says nothing. */
export type Choice = { value: string; label: string; means: string; needs: readonly Need[] };
export type Choices = { position: Choice[]; delivery: Choice[] };

const axis = <Value extends string>(
	now: Value,
	nothingSaid: Value,
	moves: Value[],
	meanings: Record<Value, string>,
	needsOf: (to: Value) => readonly Need[]
): Choice[] => {
	const asNow: Choice = { value: '', label: `${now} (as now)`, means: meanings[now], needs: [] };
	return [
		...(now === nothingSaid || moves.length === 0 ? [] : [asNow]),
		...moves.map((value) => ({ value, label: value, means: meanings[value], needs: needsOf(value) }))
	];
};

/** The legal moves of position and delivery, after what holds now. Before anything was said, nothing holds. */
export const choicesOf = (assignment: Assigned, context: Context): Choices => ({
	position: axis(
		assignment.position,
		'awaiting response',
		position.movesFrom(assignment, context),
		position.MEANINGS,
		(to) => position.needsOf(assignment, to)
	),
	delivery: axis(
		assignment.delivery,
		'no information',
		delivery.movesFrom(assignment, context),
		delivery.MEANINGS,
		(to) => delivery.needsOf(assignment, to)
	)
});

const common = (lists: Choice[][], asNow: string): Choice[] => {
	const [first = [], ...rest] = lists;
	const shared = first.flatMap((choice) => {
		const others = rest.map((list) => list.find(({ value }) => value === choice.value));
		const isShared = choice.value !== '' && others.every((other) => other !== undefined);
		const needs = new Set([choice, ...others].flatMap((one) => one?.needs ?? []));
		return isShared ? [{ ...choice, needs: [...needs] }] : [];
	});
	const leave = { value: '', label: 'Leave each as it is', means: asNow, needs: [] };
	return shared.length > 0 ? [leave, ...shared] : [];
};

/** What can be said of all of some assignments alike: the moves that are legal for each of them. */
export const choicesOfAll = (all: readonly Choices[]): Choices => ({
	position: common(
		all.map(({ position }) => position),
		'No reply changes.'
	),
	delivery: common(
		all.map(({ delivery }) => delivery),
		'How far each is does not change.'
	)
});

const REVEALED: Record<string, Need> = {
	reason: 'reason',
	barrier: 'barrier',
	planned_owner: 'owner and date',
	planned_finish_on: 'owner and date',
	no_evidence_reason: 'evidence or why none'
};

/** Where on the page a field stands: under the choice that asks for it, or by itself. */
export const placeOf = (
	field: string,
	choices: Choices,
	values: Readonly<Record<string, string>>
): string => {
	const need = REVEALED[field];
	const chosen = [...choices.position, ...choices.delivery].find(
		(choice) =>
			(choice.value === values.position || choice.value === values.delivery) &&
			(choice.needs.includes(need as Need) || (field === 'reason' && choice.needs.includes('barrier')))
	);
	return need && chosen ? revealedName(field, chosen.value) : field;
};
