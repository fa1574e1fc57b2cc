import { z } from '@hono/zod-openapi';
import * as themes from '#db/queries/themes.ts';
import { onlyData } from '#lib/domain/filter.ts';
import type { Api } from './bindings.ts';
import { publish } from './resource.ts';
import { stages, text } from './shapes.ts';

const Theme = z
	.object({
		code: z.string(),
		name: z.string(),
		description: text,
		sources: z.int().openapi({ description: 'How many sources have made a recommendation on it.' }),
		first_year: z.int().nullable(),
		last_year: z.int().nullable(),
		stages
	})
	.openapi('Theme');

/** Opens the themes, and one of them. */
export const openThemes = (api: Api): void => {
	publish(api, {
		path: '/themes',
		summary: 'Every subject that recommendations are about.',
		tag: 'Themes',
		asks: onlyData,
		answers: z.object({ themes: z.array(Theme) }),
		answer: async ({ at, asked }) => ({ themes: await themes.list(at.reading, asked.data) })
	});

	publish(api, {
		path: '/themes/{code}',
		summary: 'One theme.',
		tag: 'Themes',
		names: { code: 'The code of the theme.' },
		asks: onlyData,
		answers: Theme,
		missing: 'There is no theme of this code.',
		answer: ({ at, asked, named }) => themes.find(at.reading, asked.data, named('code'))
	});
};
