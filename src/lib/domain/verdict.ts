import { z } from 'zod';
import * as assurance from './axes/assurance.ts';
import type { Assigned } from './axes/assigned.ts';
import { dayOfEffect, type Context } from './axes/axis.ts';
import type { Day } from './day.ts';
import { ofAssignment, type EventDraft } from './event.ts';
import { day, oneOf, required, whole, wholeOrNone, words } from './field.ts';
import { Refusal } from './refusal.ts';

/** How an assessor looked. */
export const VERDICT_METHODS = ['document review', 'data', 'site visit', 'peer review'] as const;
export type VerdictMethod = (typeof VERDICT_METHODS)[number];

/** What an assessor found. */
export const VERDICT_RESULTS = ['assured', 'not assured'] as const;
export type VerdictResult = (typeof VERDICT_RESULTS)[number];

/** One assessor's finding on one assignment, as form, API and file give it. Several may differ; none is overwritten. */
export const Verdict = z
	.object({
		assignment_id: whole('the assignment'),
		result: required(
			oneOf('what you found', VERDICT_RESULTS),
			'Choose what you found: assured or not assured.'
		),
		method: required(oneOf('how you looked', VERDICT_METHODS), 'Choose how you looked at it.'),
		reason: required(words('the reason'), 'Say what you saw, and why it does or does not confirm the claim.'),
		expires_on: day('the day until which it holds'),
		effective_on: day('the day of the finding'),
		seen_version: wholeOrNone('the version that you saw')
	})
	.refine(({ result, expires_on }) => result === 'assured' || expires_on === undefined, {
		path: ['expires_on'],
		error: 'Leave the day until which it holds empty: only ‘assured’ has one.'
	});
export type Verdict = z.infer<typeof Verdict>;

/** Where a finding takes the axis; undefined where it agrees with what stands. */
const consequence = (current: Assigned, result: VerdictResult, on: Day): assurance.Assurance | undefined => {
	switch (current.assurance) {
		case 'assured':
			if (result === 'not assured') return 'lapsed';
			return current.assured_on !== null && assurance.sustainedFrom(current.assured_on) <= on
				? 'sustained'
				: undefined;
		case 'sustained':
			return result === 'not assured' ? 'lapsed' : undefined;
		case 'submitted':
			return result;
		case 'not assured':
			// Another assessor may differ. Both findings stand; only new evidence brings the claim back to be checked.
			if (current.delivery === 'delivered') return undefined;
			break;
		case 'not assessed':
		case 'lapsed':
			break;
	}
	throw new Refusal(
		'not-possible',
		current.delivery === 'delivered'
			? 'Nothing has been put forward to be checked. Ask the organisation to put its evidence forward first.'
			: `It is ‘${current.delivery}’, and its delivery has not been signed off. It can be checked once that has happened.`
	);
};

/** Whether a finding about it can be recorded on a day: a first one, a re-check, or a second opinion. */
export const canBeChecked = (current: Assigned, on: Day): boolean => {
	try {
		consequence(current, 'assured', on);
		return true;
	} catch {
		return false;
	}
};

/**
 * The events of a verdict: the finding itself, and what it does to the assurance. A first finding assures or returns the
 * claim; a re-check of what was assured sustains it, a year or more on, or lets it lapse; a second opinion on what was
 * returned stands beside the first. Delivery stays as claimed.
 */
export const move = (
	current: Assigned,
	verdict: Omit<Verdict, 'assignment_id' | 'seen_version'>,
	context: Context
): EventDraft[] => {
	if (context.as !== 'verifier')
		throw new Refusal('not-allowed', 'Only a verifier, independent of the organisation, can give a verdict.');
	const on = dayOfEffect(verdict, context.today, current.latest_on);
	if (verdict.expires_on !== undefined && verdict.expires_on <= on)
		throw new Refusal(
			'not-possible',
			'A verdict holds beyond its own day. Give a later day until which it holds.',
			'expires_on'
		);
	const to = consequence(current, verdict.result, on);
	return [
		ofAssignment(current, {
			what: 'verdict',
			to_value: verdict.result,
			reason: verdict.reason,
			detail: { method: verdict.method, expires_on: verdict.expires_on },
			effective_on: on
		}),
		...assurance.move(current, { assurance: to, reason: verdict.reason, effective_on: on }, context)
	];
};
