import * as themes from '#db/queries/themes.ts';
import { onlyData } from '#lib/domain/filter.ts';
import { asked } from '#lib/server/asked.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	asked(onlyData, url);
	return { themes: await themes.list(locals.reading, locals.data_set) };
};
