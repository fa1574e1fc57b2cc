import { figureCsv } from '#lib/server/figure-csv.ts';
import { figureAsked } from '../[figure]/figure-asked.ts';
import type { RequestHandler } from './$types';

/** The table behind one figure of progress, of exactly the view that the address asks for. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const figure = await figureAsked(locals, params.figure, url);
	return new Response(figureCsv(figure), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${figure.id}-${figure.context.as_at}.csv"`
		}
	});
};
