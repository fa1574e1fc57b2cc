import { z } from '@hono/zod-openapi';
import { inFull } from '#db/queries/assignments-in-full.ts';
import * as recommendation from '#db/queries/recommendation.ts';
import * as recommendations from '#db/queries/recommendations.ts';
import * as timeline from '#db/queries/timeline.ts';
import { ASSURANCES } from '#lib/domain/axes/assurance.ts';
import { CLOSURES } from '#lib/domain/axes/closure.ts';
import { DELIVERIES } from '#lib/domain/axes/delivery.ts';
import { POSITIONS } from '#lib/domain/axes/position.ts';
import { EVENT_KINDS } from '#lib/domain/event.ts';
import { onlyData, pageAsked, recommendationsAsked } from '#lib/domain/filter.ts';
import { RECOMMENDATION_KINDS, STAGES } from '#lib/domain/recommendation.ts';
import type { Api } from './bindings.ts';
import { limit, paged, pagesOf } from './paging.ts';
import { publish } from './resource.ts';
import { day, reached, text } from './shapes.ts';

const Listed = z
	.object({
		data_set: z.string(),
		reference: z.string(),
		slug: z.string().openapi({ description: 'The reference as it stands in a web address.' }),
		kind: z.enum(RECOMMENDATION_KINDS),
		plain_summary: z
			.string()
			.openapi({ description: 'What was asked, in plain English and in our own words.' }),
		made_on: day,
		made_year: z.int().nullable(),
		stage: z.enum(STAGES).openapi({ description: 'The roll-up of its assignments. Never typed.' }),
		disposition: z.string(),
		evidence_quality: text,
		source_url: text,
		source_code: z.string(),
		source_name: z.string(),
		report_reference: z.string(),
		report_title: z.string(),
		themes: z.array(z.string()),
		...reached
	})
	.openapi('ListedRecommendation');

const Addressee = z.object({
	named_as: z.string(),
	assigned_to_members: z
		.boolean()
		.openapi({ description: 'Whether every member of the group was really asked.' }),
	note: text,
	organisation_code: text,
	organisation_name: text,
	set_name: text
});

const Assignment = z
	.object({
		id: z.int().openapi({ description: 'The number under which it is updated.' }),
		version: z.int().openapi({ description: 'How many events it has: send it back as seen_version.' }),
		organisation_code: z.string(),
		organisation_name: z.string(),
		organisation_kind: z.string(),
		region: text,
		position: z.enum(POSITIONS).openapi({ description: 'What the organisation promised.' }),
		delivery: z.enum(DELIVERIES).openapi({ description: 'What it says that it has done.' }),
		assurance: z.enum(ASSURANCES).openapi({ description: 'What somebody independent could confirm.' }),
		closure: z.enum(CLOSURES).openapi({ description: 'What the issuer or the board decided.' }),
		adequacy: z.string(),
		disposition: z.string(),
		barrier: text,
		last_said: text,
		claimed_on: day,
		responded_on: day,
		responded_on_is: text,
		delivered_on: day,
		delivered_on_is: text,
		submitted_on: day,
		assured_on: day,
		updated_on: day,
		response_due_on: day,
		response_due_originally_on: day,
		action_due_on: day,
		action_due_originally_on: day,
		evidence_due_on: day,
		evidence_due_originally_on: day,
		overdue_since: day,
		next_due_on: day
	})
	.openapi('Assignment');

const Recommendation = Listed.extend({
	themes: z.array(z.object({ code: z.string(), name: z.string() })),
	original_wording: text,
	intended_outcome: text,
	measure_of_success: text,
	benefit: text,
	cost: text,
	cost_effectiveness: text,
	strategic_fit: text,
	status_note: text,
	review_on: day,
	merged_into: z.object({ slug: z.string(), reference: z.string(), plain_summary: z.string() }).nullable(),
	report_url: text,
	source_kind: z.string(),
	addressees: z.array(Addressee),
	...paged,
	assignments: z.array(Assignment).openapi({ description: 'By organisation; up to 500 on a page.' })
}).openapi('Recommendation');

const Happening = z
	.object({
		what: z.enum(EVENT_KINDS),
		from_value: text,
		to_value: text,
		reason: text,
		narrative: text,
		detail: z.record(z.string(), z.unknown()).nullable(),
		effective_on: z.string().openapi({ description: 'The day on which it happened.' }),
		effective_on_is: z.string(),
		recorded_on: z.string().openapi({ description: 'The day on which we learned it.' }),
		organisation: text
	})
	.openapi('Event');

const ASSIGNMENTS_ON_A_PAGE = 500;
const EVENTS = 500;
const NO_RECOMMENDATION =
	'There is no recommendation of this reference in this data. References look like R-2022-188.';
const REFERENCE = { reference: 'The reference as it stands in a web address, such as R-2022-188.' };
const tag = 'Recommendations';

/** Opens the recommendations, one of them with its assignments, and its history. */
export const openRecommendations = (api: Api): void => {
	publish(api, {
		path: '/recommendations',
		summary: 'Recommendations by words and filters, in an order, a page at a time.',
		tag,
		asks: recommendationsAsked.extend({ limit }),
		answers: z.object({ ...paged, recommendations: z.array(Listed) }),
		answer: async ({ at, asked }) => {
			const pages = pagesOf(await recommendations.count(at.reading, asked), asked.page, asked.limit);
			const rows = await recommendations.list(at.reading, asked, asked.limit);
			return { ...pages, recommendations: rows.map(({ id, ...listed }) => listed) };
		}
	});

	publish(api, {
		path: '/recommendations/{reference}',
		summary:
			'One recommendation with its assignments: what each organisation promised, said, and could show.',
		tag,
		names: REFERENCE,
		asks: pageAsked,
		answers: Recommendation,
		missing: NO_RECOMMENDATION,
		answer: async ({ at, asked, named }) => {
			const page = { page: asked.page, limit: ASSIGNMENTS_ON_A_PAGE, today: at.today };
			const [found, below] = await Promise.all([
				recommendation.find(at.reading, asked.data, named('reference')),
				inFull(at.reading, asked.data, named('reference'), page)
			]);
			if (!found) return undefined;
			const { id, ...said } = found;
			const { addressees, total, assignments } = below;
			const rest = { ...said, addressees, ...pagesOf(total, asked.page, ASSIGNMENTS_ON_A_PAGE) };
			return { json: `${JSON.stringify(rest).slice(0, -1)},"assignments":${assignments}}` };
		}
	});

	publish(api, {
		path: '/recommendations/{reference}/timeline',
		summary: 'What happened to one recommendation and its assignments, newest first: the latest 500 events.',
		tag,
		names: REFERENCE,
		asks: onlyData,
		answers: z.object({ reference: z.string(), events: z.array(Happening) }),
		missing: NO_RECOMMENDATION,
		answer: async ({ at, asked, named }) => {
			const found = await recommendation.find(at.reading, asked.data, named('reference'));
			if (!found) return undefined;
			const happenings = await timeline.ofRecommendation(at.reading, asked.data, found.id, EVENTS);
			const events = happenings.map(
				({ id, n, recommendation_slug, recommendation_summary, organisations, ...event }) => ({
					...event,
					organisation: organisations[0] ?? null
				})
			);
			return { reference: found.reference, events };
		}
	});
};
