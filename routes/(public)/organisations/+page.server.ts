import * as organisations from '#db/queries/organisations.ts';
import { organisationsAsked } from '#lib/domain/filter.ts';
import { asked, pagesOf } from '#lib/server/asked.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { reading, today } = locals;
	const filter = asked(organisationsAsked, url);
	const counts = await organisations.facets(reading, filter);
	const pages = pagesOf(counts.all, filter.page);
	const rows = await organisations.list(reading, filter);
	const overdue = await organisations.overdueCounts(
		reading,
		rows.filter(({ asked }) => asked > 0).map(({ id }) => id),
		today
	);
	return { filter, counts, pages, rows: rows.map((row) => ({ ...row, overdue: overdue.get(row.id) ?? 0 })) };
};
