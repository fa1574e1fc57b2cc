import { figureCsv } from '#lib/server/figure-csv.ts';
import { familyAt } from '../family.ts';
import type { RequestHandler } from './$types';

/** The table behind the figure of a family. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { figure } = await familyAt(locals, params.slug);
	return new Response(figureCsv(figure), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${params.slug}-${locals.today}.csv"`
		}
	});
};
