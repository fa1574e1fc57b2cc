import * as asked from '#db/queries/asked.ts';
import { insertAssignments, type Made } from '#db/record/assignments.ts';
import { inTransaction } from '#db/transaction.ts';
import { CLOCKS, type Clock } from '#lib/domain/clock.ts';
import { later, type Day } from '#lib/domain/day.ts';
import { may } from '#lib/domain/may.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { responseDueOn } from '#lib/domain/response-rule.ts';
import type { At } from '../at.ts';
import { actorOf, signedBy, type Trusted } from './in-turn.ts';

/**
 * One organisation is asked for one thing. `asked_on` is the day from which it counts: the day of the recommendation
 * unless told. A due date that is left out is set by the source's rule (response) or not at all; null sets none.
 */
export type Asking = Trusted & {
	recommendation_id: number;
	organisation_id: number;
	asked_on?: Day | undefined;
	/** How often they are to report, as the record tells it. */
	reports_every?: string | undefined;
} & { [C in Clock as `${C}_due_on`]?: Day | null | undefined };

/**
 * Asks organisations by name: makes assignments with their clocks, and returns those that were made. Who was asked
 * already is passed over.
 */
export const assign = (at: At, askings: readonly Asking[]): Promise<Made[]> =>
	inTransaction(at, async (trx) => {
		const recommendations = await asked.recommendations(
			trx,
			askings.map(({ recommendation_id }) => recommendation_id)
		);
		const organisations = await asked.organisations(
			trx,
			askings.map(({ organisation_id }) => organisation_id)
		);
		const pairs = askings.map((asking) => {
			const recommendation = recommendations.get(asking.recommendation_id);
			const organisation = organisations.get(asking.organisation_id);
			if (!recommendation || !organisation)
				throw new Refusal(
					'not-found',
					'There is no such recommendation or organisation. Check both, and try again.'
				);
			if (recommendation.data_set !== organisation.data_set)
				throw new Refusal(
					'not-possible',
					'One of the two is real and the other is invented for demonstration. Choose both from the same data.'
				);
			const actor = actorOf(at, asking);
			may(actor.user).assign(recommendation);
			return { asking, recommendation, actor };
		});
		return insertAssignments(
			trx,
			at,
			pairs.map(({ asking, recommendation, actor }) => {
				const response_due_on =
					asking.response_due_on === undefined
						? responseDueOn(recommendation.response_rule, recommendation.made_on)
						: asking.response_due_on;
				const due = { ...asking, response_due_on };
				return {
					data_set: recommendation.data_set,
					recommendation_id: recommendation.id,
					organisation_id: asking.organisation_id,
					disposition: recommendation.disposition,
					told: {
						what: 'assigned',
						detail: {
							...Object.fromEntries(CLOCKS.map((clock) => [`${clock}_due_on`, due[`${clock}_due_on`]])),
							reports_every: asking.reports_every
						},
						effective_on: later(
							asking.asked_on ?? recommendation.counted_from_on,
							recommendation.counted_from_on
						)
					},
					signed: signedBy(actor)
				};
			})
		);
	});
