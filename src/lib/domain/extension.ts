import { z } from 'zod';
import type { Assigned } from './axes/assigned.ts';
import { dayOfEffect, type Context } from './axes/axis.ts';
import { BARRIERS } from './axes/barrier.ts';
import { missing } from './axes/need.ts';
import { CLOCKS, dutiesOf, type Clock } from './clock.ts';
import { daysBetween, inWords, type Day } from './day.ts';
import { ofAssignment, type EventDraft } from './event.ts';
import { day, oneOf, required, whole, words } from './field.ts';
import { asking, Refusal } from './refusal.ts';

/** What becomes of a request for a later date. */
export const EXTENSION_STEPS = ['asked', 'granted', 'refused'] as const;
export const EXTENSION_DECISIONS = ['granted', 'refused'] as const;
export type ExtensionDecision = (typeof EXTENSION_DECISIONS)[number];

/** The slip, in days and in all, above which only the board decides. */
export const LONGEST_SLIP_DAYS = 180;

/** A request for a later date, as form, API and file give it. */
export const ExtensionRequest = z.object({
	assignment_id: whole('the assignment'),
	clock: required(oneOf('which date', CLOCKS), 'Choose which date is to move: response, action or evidence.'),
	asked_for_on: required(day('the new date'), 'Give the new date that you ask for.'),
	reason: required(words('the reason'), 'Give the reason why more time is needed.'),
	barrier: required(oneOf('what stands in the way', BARRIERS), 'Choose what stands in the way.'),
	effective_on: day('the day on which you ask')
});
export type ExtensionRequest = z.infer<typeof ExtensionRequest>;

/** A decision on a request. A refusal gives its reason. */
export const ExtensionRuling = z
	.object({
		extension_id: whole('the request'),
		decision: required(
			oneOf('the decision', EXTENSION_DECISIONS),
			'Choose whether the request is granted or refused.'
		),
		reason: words('the reason'),
		effective_on: day('the day of the decision')
	})
	.refine(({ decision, reason }) => decision === 'granted' || reason !== undefined, {
		path: ['reason'],
		error: 'Give the reason why the request is refused.'
	});
export type ExtensionRuling = z.infer<typeof ExtensionRuling>;

/** How far a date has moved, in days: current − original. 0 where either is not set. */
export const slipDays = (original: Day | null, current: Day | null): number =>
	original === null || current === null ? 0 : daysBetween(original, current);

/** Whether only the board may decide: a second extension of the clock, or more than 180 days of slip in all. */
export const needsBoard = (request: {
	originally_due_on: Day;
	asked_for_on: Day;
	granted_before: number;
}): boolean =>
	request.granted_before > 0 || slipDays(request.originally_due_on, request.asked_for_on) > LONGEST_SLIP_DAYS;

/** What an extension looks at: a row of the database is one. */
export type Extendable = Assigned &
	Parameters<typeof dutiesOf>[0] & { [C in Clock as `${C}_due_originally_on`]: Day | null };

/** The date that a request would move; refuses where there is nothing to move, or the new date is no later. */
const dateToMove = (current: Extendable, clock: Clock, asked_for_on: Day): Day => {
	const duty = dutiesOf(current).find((each) => each.clock === clock);
	if (duty?.status !== 'open')
		throw new Refusal(
			'not-possible',
			`There is no ${clock} outstanding here, so no date has to move. Leave it as it is.`
		);
	if (duty.due_on === null)
		throw new Refusal(
			'not-possible',
			`No ${clock} date is set, so there is none to move. Ask the board or the body that asked to set one.`
		);
	if (asked_for_on <= duty.due_on)
		throw new Refusal(
			'not-possible',
			`It is due on ${inWords(duty.due_on)} now. Give a later day than that.`,
			'asked_for_on'
		);
	return duty.due_on;
};

/**
 * The organisation asks for a later date. `history` says how many extensions of this clock were granted before, and
 * whether a request waits already. The date itself does not move until the board or the issuer decides.
 */
export const ask = (
	current: Extendable,
	request: Omit<ExtensionRequest, 'assignment_id'>,
	history: { granted_before: number; waits: boolean },
	context: Context
): EventDraft[] => {
	if (context.as !== 'contributor' && context.as !== 'approver')
		throw new Refusal('not-allowed', 'Only the organisation itself can ask for more time.');
	if (history.waits)
		throw new Refusal(
			'not-possible',
			'A request for this date waits to be decided. Wait for the decision on it first.'
		);
	const on = dayOfEffect(request, context.today, current.latest_on);
	const due_on = dateToMove(current, request.clock, request.asked_for_on);
	if (request.asked_for_on <= on)
		throw new Refusal('not-possible', 'The new date has to lie ahead. Give a later one.', 'asked_for_on');
	const lacks = missing(['barrier', 'reason'], 'more time', request);
	if (lacks.length > 0) throw asking(lacks);
	return [
		ofAssignment(current, {
			what: 'extension',
			to_value: 'asked',
			reason: request.reason,
			detail: {
				clock: request.clock,
				barrier: request.barrier,
				due_on,
				asked_for_on: request.asked_for_on,
				asked_late: on > due_on,
				needs_board: needsBoard({
					originally_due_on: current[`${request.clock}_due_originally_on`] ?? due_on,
					asked_for_on: request.asked_for_on,
					granted_before: history.granted_before
				})
			},
			effective_on: on
		})
	];
};

/**
 * The board or the issuer decides a request; never the owner. Granted, the current date moves from the day of the
 * decision on, so the days overdue before it stay in the history; the original date never moves.
 */
export const decide = (
	current: Extendable,
	request: { clock: Clock; asked_for_on: Day; needs_board: boolean },
	ruling: { decision: ExtensionDecision; reason?: string | undefined; effective_on?: Day | undefined },
	context: Context
): EventDraft[] => {
	if (context.as !== 'board' && (context.as !== 'issuer' || request.needs_board))
		throw new Refusal(
			'not-allowed',
			request.needs_board
				? 'Only the board can decide this: it is a second extension, or more than 180 days in all.'
				: 'Only the board or the body that made the recommendation can decide this.'
		);
	const on = dayOfEffect(ruling, context.today, current.latest_on);
	const decision = (from: Day | undefined) =>
		ofAssignment(current, {
			what: 'extension',
			from_value: 'asked',
			to_value: ruling.decision,
			reason: ruling.reason,
			detail: { clock: request.clock, due_on: from, asked_for_on: request.asked_for_on },
			effective_on: on
		});
	if (ruling.decision === 'refused') {
		if (!ruling.reason)
			throw new Refusal('not-possible', 'Give the reason why the request is refused.', 'reason');
		return [decision(undefined)];
	}
	const due_on = dateToMove(current, request.clock, request.asked_for_on);
	return [
		decision(due_on),
		ofAssignment(current, {
			what: 'due date',
			from_value: due_on,
			to_value: request.asked_for_on,
			reason: ruling.reason,
			detail: { clock: request.clock },
			effective_on: on
		})
	];
};
