import { z } from '@hono/zod-openapi';
import * as sources from '#db/queries/sources.ts';
import { onlyData } from '#lib/domain/filter.ts';
import type { Api } from './bindings.ts';
import { publish } from './resource.ts';
import { stages, text } from './shapes.ts';

const Source = z
	.object({
		code: z.string(),
		name: z.string(),
		kind: z.string(),
		jurisdiction: text,
		url: text,
		response_rule: text.openapi({
			description: 'The rule that sets how soon a reply is due; null where there is none.'
		}),
		reports: z.int(),
		stages
	})
	.openapi('Source');

/** Opens the sources, and one of them. */
export const openSources = (api: Api): void => {
	publish(api, {
		path: '/sources',
		summary: 'Every body that issues reports and recommendations.',
		tag: 'Sources',
		asks: onlyData,
		answers: z.object({ sources: z.array(Source) }),
		answer: async ({ at, asked }) => {
			const rows = await sources.list(at.reading, asked.data);
			return { sources: rows.map(({ id, ...source }) => source) };
		}
	});

	publish(api, {
		path: '/sources/{code}',
		summary: 'One source.',
		tag: 'Sources',
		names: { code: 'The code of the source.' },
		asks: onlyData,
		answers: Source,
		missing: 'There is no source of this code in this data.',
		answer: async ({ at, asked, named }) => {
			const found = await sources.find(at.reading, asked.data, named('code'));
			if (!found) return undefined;
			const { id, ...source } = found;
			return source;
		}
	});
};
