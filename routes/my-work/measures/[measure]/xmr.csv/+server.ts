import { figureCsv } from '#lib/server/figure-csv.ts';
import { drawn, mine } from '../figure.ts';
import type { RequestHandler } from './$types';

/** The table behind the figure of a measure. */
export const GET: RequestHandler = async (event) => {
	const measure = await mine(event);
	return new Response(figureCsv(await drawn(event, measure)), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="xmr-${event.locals.today}.csv"`
		}
	});
};
