import * as importing from '#db/queries/importing.ts';
import { insertAssignments } from '#db/record/assignments.ts';
import { record } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Disposition } from '#lib/domain/axes/disposition.ts';
import { later, type Day } from '#lib/domain/day.ts';
import { ofAssignment } from '#lib/domain/event.ts';
import { may } from '#lib/domain/may.ts';
import type { Person } from '#lib/domain/person.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { responseDueOn } from '#lib/domain/response-rule.ts';
import type { At } from '../at.ts';

/**
 * One recommendation for one organisation. A due date that is not there comes from the source's rule (for the reply) or
 * is not set; null sets none. It counts from the day of the recommendation unless `assigned_on` is later.
 */
export type NewDuty = {
	recommendation_id: number;
	organisation_id: number;
	assigned_on?: Day | undefined;
	response_due_on?: Day | null | undefined;
	action_due_on?: Day | null | undefined;
	evidence_due_on?: Day | null | undefined;
	/** The group as whose member it is asked. */
	as_member_of?: string | undefined;
	by?: Person;
	recorded_at?: Date;
};

/**
 * Asks organisations to act on recommendations, and answers the numbers of the assignments made. What is assigned
 * already stays as it is.
 */
export const assignRecommendations = (
	at: At,
	duties: readonly NewDuty[]
): Promise<{ id: number; recommendation_id: number; organisation_id: number }[]> =>
	inTransaction(at.db, async (trx) => {
		const found = await importing.assignable(
			trx,
			duties.map(({ recommendation_id }) => recommendation_id)
		);
		const recommendation = (id: number) => {
			const one = found.get(id);
			if (!one)
				throw new Refusal('not-found', 'There is no such recommendation. Choose one from the register.');
			return one;
		};
		for (const { recommendation_id, by } of duties)
			may(by ?? at.user).assign(recommendation(recommendation_id));
		const made = await insertAssignments(
			trx,
			duties.map(({ recommendation_id, organisation_id }) => {
				const { data_set, disposition } = recommendation(recommendation_id);
				return { data_set, recommendation_id, organisation_id, disposition: disposition as Disposition };
			})
		);
		const key = (one: { recommendation_id: number; organisation_id: number }) =>
			`${one.recommendation_id} ${one.organisation_id}`;
		const asked = new Map(duties.map((duty) => [key(duty), duty]));
		await record(
			trx,
			at,
			made.flatMap((assignment) => {
				const duty = asked.get(key(assignment));
				if (!duty) return [];
				const { made_on, counted_from_on, response_rule } = recommendation(assignment.recommendation_id);
				const response_due_on =
					duty.response_due_on === undefined ? responseDueOn(response_rule, made_on) : duty.response_due_on;
				return [
					{
						...ofAssignment(assignment, {
							what: 'assigned',
							detail: {
								response_due_on,
								action_due_on: duty.action_due_on,
								evidence_due_on: duty.evidence_due_on,
								as_member_of: duty.as_member_of
							},
							effective_on: later(duty.assigned_on ?? counted_from_on, counted_from_on)
						}),
						...(duty.by ? { person_id: duty.by.id } : {}),
						...(duty.recorded_at ? { recorded_at: duty.recorded_at } : {})
					}
				];
			})
		);
		return made;
	});
