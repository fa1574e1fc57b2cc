import * as recommendations from '#db/queries/recommendations.ts';
import * as reports from '#db/queries/reports.ts';
import { pageAsked, read, recommendationsAsked } from '#lib/domain/filter.ts';
import { totalOf } from '#lib/domain/stages-in-words.ts';
import { asked, orNotFound, pagesOf } from '#lib/server/asked.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { reading, data_set } = locals;
	const { page } = asked(pageAsked, url);
	const report = orNotFound(
		await reports.find(reading, data_set, params.reference),
		`There is no report “${params.reference}” in this data.`
	);
	const total = totalOf(report.stages);
	const pages = pagesOf(total, page);
	const of = new URLSearchParams({
		data: data_set,
		report: report.reference,
		sort: 'oldest',
		page: String(page)
	});
	const filter = read(recommendationsAsked, of).asked;
	return { report, total, page, pages, rows: filter ? await recommendations.list(reading, filter) : [] };
};
