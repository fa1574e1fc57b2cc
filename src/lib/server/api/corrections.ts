import { z } from '@hono/zod-openapi';
import * as corrections from '#db/queries/corrections.ts';
import { pageAsked } from '#lib/domain/filter.ts';
import type { Api } from './bindings.ts';
import { limit, paged, pagesOf } from './paging.ts';
import { publish } from './resource.ts';
import { day, text } from './shapes.ts';

const Correction = z
	.object({
		page: z.string().openapi({ description: 'The page that said it.' }),
		recommendation_reference: text,
		recommendation_slug: text,
		organisation_code: text,
		what: text.openapi({ description: 'What was corrected.' }),
		old_value: text.openapi({ description: 'What it said.' }),
		new_value: text.openapi({ description: 'What it says now.' }),
		answer: text.openapi({ description: 'What was said to whoever pointed it out.' }),
		asked_on: day,
		answered_on: day
	})
	.openapi('Correction');

/** Opens the corrections that were published. What waits or was refused, and who said it, is no part of them. */
export const openCorrections = (api: Api): void => {
	publish(api, {
		path: '/corrections',
		summary: 'What was found to be wrong and put right, the newest first, a page at a time.',
		tag: 'Corrections',
		asks: pageAsked.extend({ limit }),
		answers: z.object({ ...paged, corrections: z.array(Correction) }),
		answer: async ({ at, asked }) => {
			const total = await corrections.count(at.reading, asked.data, 'accepted');
			const pages = pagesOf(total, asked.page, asked.limit);
			const part = { limit: asked.limit, offset: (asked.page - 1) * asked.limit };
			const found = await corrections.list(at.reading, asked.data, 'accepted', part);
			return {
				...pages,
				corrections: found.map(({ recommendation, organisation, ...one }) => ({
					page: one.page,
					recommendation_reference: recommendation?.reference ?? null,
					recommendation_slug: recommendation?.slug ?? null,
					organisation_code: organisation?.code ?? null,
					what: one.what,
					old_value: one.old_value,
					new_value: one.new_value,
					answer: one.answer,
					asked_on: one.asked_on,
					answered_on: one.answered_on
				}))
			};
		}
	});
};
