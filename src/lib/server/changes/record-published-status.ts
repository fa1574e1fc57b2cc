import * as importing from '#db/queries/importing.ts';
import { insertEvidence } from '#db/record/evidence.ts';
import { record, type Draft } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Locked } from '#db/queries/assignments.ts';
import type { Context } from '#lib/domain/axes/axis.ts';
import * as delivery from '#lib/domain/axes/delivery.ts';
import * as position from '#lib/domain/axes/position.ts';
import type { Day } from '#lib/domain/day.ts';
import type { EffectiveOnIs } from '#lib/domain/event.ts';
import * as evidence from '#lib/domain/evidence.ts';
import { may } from '#lib/domain/may.ts';
import type { PublishedResponse, PublishedStatus, Recommendation } from '#lib/domain/recommendation.ts';
import type { At } from '../at.ts';

/** What a page says became of a recommendation. */
export type Published = { recommendation_id: number } & Pick<
	Recommendation,
	'response' | 'response_on' | 'implementation_status' | 'status_note' | 'source_url'
>;

/** Unknown stays unknown: it makes no event. */
const POSITIONS: Record<PublishedResponse, position.Position | undefined> = {
	accepted: 'accepted',
	'partially accepted': 'accepted in part',
	'not accepted': 'not accepted',
	unknown: undefined
};

/**
 * ‘Not implemented’ makes no event: no page says that work has not begun, only that it is not done, or that it was
 * closed unanswered. The page's words stay with the recommendation.
 */
const DELIVERIES: Record<PublishedStatus, delivery.Delivery | undefined> = {
	'in progress': 'in progress',
	implemented: 'delivered',
	'not implemented': undefined,
	unknown: undefined
};

/** The events of what a page says, for one organisation of which nothing was on the record. */
const eventsOf = (assignment: Locked, published: Published, context: Context): Draft[] => {
	const { response, response_on, implementation_status, status_note, source_url } = published;
	const replied: { effective_on: Day; effective_on_is: EffectiveOnIs } = response_on
		? { effective_on: response_on, effective_on_is: 'the day' }
		: { effective_on: context.today, effective_on_is: 'no later than' };
	// "In progress" is what was promised or begun at the time of the reply. When a thing was done, no page says.
	const done = implementation_status === 'implemented';
	const since = done ? { effective_on: context.today, effective_on_is: 'no later than' as const } : replied;
	const said = { reason: status_note, barrier: 'other' as const };
	const drafts = [
		...(assignment.position === 'awaiting response'
			? position.move(
					assignment,
					{ ...said, ...replied, position: POSITIONS[response ?? 'unknown'] },
					context
				)
			: []),
		...(assignment.delivery === 'no information'
			? delivery.move(
					assignment,
					{
						...said,
						...since,
						delivery: DELIVERIES[implementation_status ?? 'unknown'],
						...(source_url ? { evidence_url: source_url } : { no_evidence_reason: 'No page was read.' })
					},
					context
				)
			: [])
	];
	const isDelivered = drafts.some(({ to_value }) => to_value === 'delivered');
	const shown =
		isDelivered && source_url
			? [
					{
						kind: 'web page' as const,
						url: source_url
					}
				]
			: [];
	return [
		...drafts.map((draft) => ({
			...draft,
			detail: { ...draft.detail, ...(source_url ? { url: source_url } : {}) }
		})),
		...shown.flatMap((page) => evidence.add(assignment, page, context))
	];
};

/**
 * Records what published pages say of replies and of what was done, for each organisation that a recommendation names;
 * never for the members of a group, of whom a page about all says nothing. What is on the record already is left alone.
 * A registrar's entry of a published claim takes effect without a sign-off. Answers the recommendations it touched.
 */
export const recordPublishedStatus = (at: At, published: readonly Published[]): Promise<Set<number>> =>
	inTransaction(at, async (trx) => {
		const told = new Map(
			published
				.filter(
					({ response, implementation_status }) =>
						POSITIONS[response ?? 'unknown'] || DELIVERIES[implementation_status ?? 'unknown']
				)
				.map((one) => [one.recommendation_id, one])
		);
		const assignments = await importing.namedAssignments(trx, [...told.keys()]);
		const drafts = assignments.flatMap((assignment) => {
			may(at.user).importRegister(assignment);
			const one = told.get(assignment.recommendation_id);
			return one ? eventsOf(assignment, one, { as: 'registrar', today: at.today }) : [];
		});
		await record(trx, at, drafts);
		const data_sets = new Map(assignments.map(({ id, data_set }) => [id, data_set]));
		await insertEvidence(
			trx,
			drafts.flatMap(({ on_file, assignment_id, organisation_id }) => {
				const data_set = data_sets.get(assignment_id ?? 0);
				if (!on_file || !data_set || !assignment_id || !organisation_id) return [];
				return [
					{
						data_set,
						assignment_id,
						organisation_id,
						on_file,
						added_by: at.user?.id ?? null,
						added_at: at.now
					}
				];
			})
		);
		return new Set(drafts.flatMap(({ recommendation_id }) => recommendation_id ?? []));
	});
