import { onlyData } from '#lib/domain/filter.ts';
import { asked } from '#lib/server/asked.ts';
import type { PageServerLoad } from './$types';
import { endpointsOf, type Description } from './endpoints.ts';

/** The page is made from the description that programs read, so that it says what is so. */
export const load: PageServerLoad = async ({ fetch, url }) => {
	asked(onlyData, url);
	const description = (await (await fetch('/api/openapi.json')).json()) as Description;
	return { about: description.info.description, groups: endpointsOf(description) };
};
