import * as recommendations from '#db/queries/recommendations.ts';
import * as themes from '#db/queries/themes.ts';
import { pageAsked, read, recommendationsAsked } from '#lib/domain/filter.ts';
import { totalOf } from '#lib/domain/stages-in-words.ts';
import { asked, orNotFound, pagesOf } from '#lib/server/asked.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { reading, data_set } = locals;
	const { page } = asked(pageAsked, url);
	const theme = orNotFound(
		await themes.find(reading, data_set, params.code),
		`There is no theme “${params.code}”.`
	);
	const total = totalOf(theme.stages);
	const pages = pagesOf(total, page);
	const of = new URLSearchParams({ data: data_set, theme: theme.code, page: String(page) });
	const filter = read(recommendationsAsked, of).asked;
	return { theme, total, page, pages, rows: filter ? await recommendations.list(reading, filter) : [] };
};
