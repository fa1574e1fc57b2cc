import { error } from '@sveltejs/kit';
import * as progress from '#db/queries/progress.ts';
import { PROGRESS_FIGURES } from '#lib/charts/progress.ts';
import { figureCsv } from '#lib/server/figure-csv.ts';
import { scopeAsked } from '../asked.ts';
import type { RequestHandler } from './$types';

/** The table behind one figure of progress, of exactly the view that the address asks for. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const draw = Object.hasOwn(PROGRESS_FIGURES, params.figure) ? PROGRESS_FIGURES[params.figure] : undefined;
	if (!draw) error(404, 'There is no such figure. Its name is the last part of the address, before “.csv”.');
	const { scope, context } = await scopeAsked(locals, url);
	const figure = draw(await progress.counted(locals.reading, scope), context);
	return new Response(figureCsv(figure), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${params.figure}-${scope.as_at}.csv"`
		}
	});
};
