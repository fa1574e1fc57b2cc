import { z } from '@hono/zod-openapi';
import * as reports from '#db/queries/reports.ts';
import { onlyData, PAGE_SIZE, reportsAsked } from '#lib/domain/filter.ts';
import type { Api } from './bindings.ts';
import { paged, pagesOf } from './paging.ts';
import { publish } from './resource.ts';
import { day, stages, text } from './shapes.ts';

const Report = z
	.object({
		reference: z.string(),
		title: z.string(),
		topic: text,
		published_on: day,
		published_year: z.int().nullable(),
		date_note: text,
		url: text,
		source_code: z.string(),
		source_name: z.string(),
		stages
	})
	.openapi('Report');

/** Opens the reports, and one of them. */
export const openReports = (api: Api): void => {
	publish(api, {
		path: '/reports',
		summary: 'Reports by words and filters, a page at a time.',
		tag: 'Reports',
		asks: reportsAsked,
		answers: z.object({ ...paged, reports: z.array(Report) }),
		answer: async ({ at, asked }) => {
			const { rows, total } = await reports.list(at.reading, asked);
			return { ...pagesOf(total, asked.page, PAGE_SIZE), reports: rows.map(({ id, ...report }) => report) };
		}
	});

	publish(api, {
		path: '/reports/{reference}',
		summary: 'One report. Its recommendations: /api/recommendations?report=…',
		tag: 'Reports',
		names: { reference: 'The reference of the report.' },
		asks: onlyData,
		answers: Report,
		missing: 'There is no report of this reference in this data.',
		answer: async ({ at, asked, named }) => {
			const found = await reports.find(at.reading, asked.data, named('reference'));
			if (!found) return undefined;
			const { id, ...report } = found;
			return report;
		}
	});
};
