import * as sources from '#db/queries/sources.ts';
import { onlyData } from '#lib/domain/filter.ts';
import { asked } from '#lib/server/asked.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	asked(onlyData, url);
	return { sources: await sources.list(locals.reading, locals.data_set) };
};
