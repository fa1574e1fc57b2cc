import { z } from 'zod';
import { earlier, type Day } from './day.ts';
import { code, evidenceQuality, list } from './entry.ts';
import { day, link, oneOf, required, whole, words } from './field.ts';

/** What sort of ask it is. */
export const RECOMMENDATION_KINDS = [
	'recommendation',
	'safety action',
	'requirement',
	'alert',
	'observation'
] as const;
export type RecommendationKind = (typeof RECOMMENDATION_KINDS)[number];

/** A recommendation's own state: the roll-up of its assignments, never typed. In the order of a road that is travelled. */
export const STAGES = [
	'nobody asked by name',
	'no reply found',
	'refused',
	'accepted',
	'under way',
	'said to be done',
	'confirmed'
] as const;
export type Stage = (typeof STAGES)[number];

/**
 * A reference as it stands in a web address: `R/2022/188` is `R-2022-188`. Letters, digits, dots and hyphens stay;
 * anything else becomes one hyphen.
 */
export const slugOf = (reference: string): string =>
	reference
		.normalize('NFKD')
		.replace(/[^A-Za-z0-9.]+/g, '-')
		.replace(/^-+|-+$/g, '');

/** The day from which something entered today counts, in the words of `counted_from_on`. */
export const countedFrom = (
	known: {
		made_on?: Day | null | undefined;
		made_year?: number | null | undefined;
		response_on?: Day | undefined;
	},
	entered_on: Day
): Day => {
	if (known.made_on) return known.made_on;
	const byItsYear = known.made_year ? earlier(`${known.made_year}-12-31`, entered_on) : entered_on;
	// What was answered had been made by then.
	return known.response_on ? earlier(known.response_on, byItsYear) : byItsYear;
};

/** What a published page says of the reply to a recommendation. 'unknown' mostly means that the reply was not read. */
export const PUBLISHED_RESPONSES = ['accepted', 'partially accepted', 'not accepted', 'unknown'] as const;
export type PublishedResponse = (typeof PUBLISHED_RESPONSES)[number];

/** What a published page says was done, at the time of the page. */
export const PUBLISHED_STATUSES = ['in progress', 'implemented', 'not implemented', 'unknown'] as const;
export type PublishedStatus = (typeof PUBLISHED_STATUSES)[number];

/** A reply that is not a plain yes gives its reason, and none comes before the ask. */
export const mustAgree = (
	{
		response,
		made_on,
		response_on,
		status_note
	}: {
		response?: PublishedResponse | undefined;
		made_on?: Day | undefined;
		response_on?: Day | undefined;
		status_note?: string | undefined;
	},
	context: z.RefinementCtx
): void => {
	if ((response === 'partially accepted' || response === 'not accepted') && !status_note)
		context.addIssue({
			code: 'custom',
			path: ['status_note'],
			message: `Give the reason for ‘${response}’ as far as it is known.`
		});
	if (made_on && response_on && response_on < made_on)
		context.addIssue({
			code: 'custom',
			path: ['response_on'],
			message: `Give a day of reply that is not before ${made_on}, when it was made.`
		});
};

/** One ask, as form, API and file give it, with what a page says became of it. */
export const Recommendation = z
	.object({
		recommendation_ref: code('the reference of the recommendation'),
		report_ref: code('the reference of the report that holds it'),
		ordinal: whole('its place in the report'),
		kind: oneOf('what sort of ask it is', RECOMMENDATION_KINDS),
		summary: required(
			words('what was asked, in plain English', 2000),
			'Say in plain English what was asked.'
		),
		original_wording: words('the wording as published', 20_000),
		addressees: list('the codes of those who were asked'),
		themes: list('the codes of its themes'),
		made_on: day('the day on which it was made'),
		response_due_on: day('the day by which a reply is due'),
		action_due_on: day('the day by which it is to be done'),
		evidence_due_on: day('the day by which evidence is due'),
		intended_outcome: words('what should come of it'),
		measure_of_success: words('how one would know'),
		benefit: words('the stated benefit'),
		cost: words('the stated cost'),
		cost_effectiveness: words('the stated cost-effectiveness'),
		strategic_fit: words('the stated strategic fit'),
		response: oneOf('the response', PUBLISHED_RESPONSES),
		response_on: day('the day of the reply'),
		implementation_status: oneOf('what was done', PUBLISHED_STATUSES),
		status_note: words('what the page says became of it', 2000),
		source_url: link('the page that was read'),
		evidence_quality: evidenceQuality()
	})
	.superRefine(mustAgree)
	.meta({ id: 'RecommendationEntry' });
export type Recommendation = z.infer<typeof Recommendation>;
