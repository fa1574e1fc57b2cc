import { z } from '@hono/zod-openapi';
import * as measures from '#db/queries/measures.ts';
import { pageAsked } from '#lib/domain/filter.ts';
import type { Api } from './bindings.ts';
import { limit, paged, pagesOf } from './paging.ts';
import { publish } from './resource.ts';
import { day, text } from './shapes.ts';

const Measure = z
	.object({
		reference: z.string(),
		name: z.string(),
		unit: z.string(),
		population: text,
		report_reference: text,
		recommendation_reference: text,
		theme: text,
		evidence_quality: text,
		source_url: text,
		note: text,
		observations: z.array(
			z.object({
				observed_on: day,
				period: text,
				value: z.string().openapi({ description: 'A decimal number, as a text.' }),
				qualifier: z.string(),
				note: text
			})
		)
	})
	.openapi('Measure');

/** Opens the measures. */
export const openMeasures = (api: Api): void =>
	publish(api, {
		path: '/measures',
		summary: 'Numbers that show effect, with all their values, a page at a time.',
		tag: 'Measures',
		asks: pageAsked.extend({ limit }),
		answers: z.object({ ...paged, measures: z.array(Measure) }),
		answer: async ({ at, asked }) => {
			const { rows, total } = await measures.list(at.reading, asked.data, asked);
			return { ...pagesOf(total, asked.page, asked.limit), measures: rows };
		}
	});
