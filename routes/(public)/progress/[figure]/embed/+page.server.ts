import { shortTable } from '#lib/charts/short-table.ts';
import { figureAsked } from '../figure-asked.ts';
import type { PageServerLoad } from './$types';

/** One figure for somebody else's page: without our header and footer, and allowed in their frame. */
export const load: PageServerLoad = async ({ locals, params, url }) => ({
	embedded: true,
	figure: shortTable(await figureAsked(locals, params.figure, url))
});
