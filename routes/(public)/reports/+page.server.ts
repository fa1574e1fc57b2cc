import * as reports from '#db/queries/reports.ts';
import * as sources from '#db/queries/sources.ts';
import { reportsAsked } from '#lib/domain/filter.ts';
import { asked, orNotFound, pagesOf } from '#lib/server/asked.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { reading, data_set } = locals;
	const filter = asked(reportsAsked, url);
	const known = await sources.names(reading, data_set);
	for (const code of filter.source)
		orNotFound(
			known.find((one) => one.code === code),
			`There is no source “${code}” in this data.`
		);
	const { rows, total } = await reports.list(reading, filter);
	return {
		filter,
		rows,
		total,
		pages: pagesOf(total, filter.page),
		sources: known,
		years: await reports.years(reading, data_set)
	};
};
