import { error } from '@sveltejs/kit';
import * as recommendation from '#db/queries/recommendation.ts';
import { figureCsv } from '#lib/server/figure-csv.ts';
import { didItHelp } from '../did-it-help.ts';
import type { RequestHandler } from './$types';

/** The table behind the figure of one measure of a recommendation. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { reading, data_set, today } = locals;
	const found = await recommendation.find(reading, data_set, params.reference);
	const shown = found ? await didItHelp(reading, found, today) : [];
	const measure = shown.find(({ reference }) => reference === params.measure);
	if (!measure) error(404, 'There is no such measure of this recommendation.');
	return new Response(figureCsv(measure.figure), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${measure.figure.id}-${today}.csv"`
		}
	});
};
