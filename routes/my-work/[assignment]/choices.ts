import type { Assigned } from '#lib/domain/axes/assigned.ts';
import type { Context } from '#lib/domain/axes/axis.ts';
import * as delivery from '#lib/domain/axes/delivery.ts';
import type { Need } from '#lib/domain/axes/need.ts';
import * as position from '#lib/domain/axes/position.ts';
import { revealedName } from '#lib/components/revealed.ts';

/** One thing that a person may say, what it means, and what it needs. */
export type Choice = { value: string; means: string; needs: readonly Need[]; isNow: boolean };
export type Choices = { position: Choice[]; delivery: Choice[] };

/** The legal moves of position and delivery, after what holds now. Before anything was said, nothing holds. */
export const choicesOf = (assignment: Assigned, context: Context): Choices => {
	const positions = position.movesFrom(assignment, context);
	const deliveries = delivery.movesFrom(assignment, context);
	return {
		position: [
			...(assignment.position === 'awaiting response' || positions.length === 0
				? []
				: [
						{
							value: assignment.position,
							means: position.MEANINGS[assignment.position],
							needs: [],
							isNow: true
						}
					]),
			...positions.map((value) => ({
				value,
				means: position.MEANINGS[value],
				needs: position.needsOf(assignment, value),
				isNow: false
			}))
		],
		delivery: [
			...(assignment.delivery === 'no information' || deliveries.length === 0
				? []
				: [
						{
							value: assignment.delivery,
							means: delivery.MEANINGS[assignment.delivery],
							needs: [],
							isNow: true
						}
					]),
			...deliveries.map((value) => ({
				value,
				means: delivery.MEANINGS[value],
				needs: delivery.needsOf(assignment, value),
				isNow: false
			}))
		]
	};
};

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
