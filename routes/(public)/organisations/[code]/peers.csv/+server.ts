import * as organisations from '#db/queries/organisations.ts';
import { onlyData } from '#lib/domain/filter.ts';
import { asked, orNotFound } from '#lib/server/asked.ts';
import { figureCsv } from '#lib/server/figure-csv.ts';
import { amongPeers } from '../among-peers.ts';
import type { RequestHandler } from './$types';

/** The table behind the figure that compares an organisation with its peers. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	asked(onlyData, url);
	const organisation = orNotFound(
		await organisations.find(locals.reading, locals.data_set, params.code),
		`There is no organisation “${params.code}” in this data.`
	);
	return new Response(figureCsv(await amongPeers(locals, organisation)), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="peers-${locals.today}.csv"`
		}
	});
};
