import * as recommendations from '#db/queries/recommendations.ts';
import { facets } from '#db/queries/recommendation-facets.ts';
import { meant } from '#db/queries/search.ts';
import * as organisations from '#db/queries/organisations.ts';
import * as reports from '#db/queries/reports.ts';
import * as sources from '#db/queries/sources.ts';
import * as themes from '#db/queries/themes.ts';
import { recommendationsAsked, type RecommendationsAsked } from '#lib/domain/filter.ts';
import { asked, orNotFound, pagesOf } from '#lib/server/asked.ts';
import { remembered } from '#lib/server/remembered.ts';
import type { PageServerLoad } from './$types';

const NEAREST = 3;

/** A code that the register does not know is no choice; say so rather than show an empty list. */
const checkNames = async (reading: App.Locals['reading'], filter: RecommendationsAsked) => {
	const [known_sources, known_themes] = [
		await sources.names(reading, filter.data),
		await themes.names(reading)
	];
	for (const code of filter.source)
		orNotFound(
			known_sources.find((one) => one.code === code),
			`There is no source “${code}” in this data.`
		);
	for (const code of filter.theme)
		orNotFound(
			known_themes.find((one) => one.code === code),
			`There is no theme “${code}”.`
		);
	const report = filter.report
		? orNotFound(
				await reports.find(reading, filter.data, filter.report),
				`There is no report “${filter.report}” in this data.`
			)
		: undefined;
	const organisation = filter.organisation
		? orNotFound(
				await organisations.find(reading, filter.data, filter.organisation),
				`There is no organisation “${filter.organisation}” in this data.`
			)
		: undefined;
	return { known_sources, known_themes, report, organisation };
};

const remember = remembered(facets);
/** The counts, which are the same for every page of a list and in whatever order. */
const countsOf = (reading: App.Locals['reading'], filter: RecommendationsAsked) =>
	remember(reading, { ...filter, page: 1, sort: undefined });

/** A search that finds nothing is asked again in the words that were probably meant. */
const search = async (reading: App.Locals['reading'], filter: RecommendationsAsked) => {
	const counts = await countsOf(reading, filter);
	if (counts.all > 0 || !filter.q) return { filter, counts };
	const q = await meant(reading, filter.data, filter.q);
	if (!q) return { filter, counts };
	const corrected = { ...filter, q };
	const corrected_counts = await countsOf(reading, corrected);
	return corrected_counts.all > 0
		? { filter: corrected, counts: corrected_counts, typed: filter.q }
		: { filter, counts };
};

export const load: PageServerLoad = async ({ locals, url }) => {
	const { reading, today } = locals;
	const wanted = asked(recommendationsAsked, url);
	const { known_sources, known_themes, report, organisation } = await checkNames(reading, wanted);
	const { filter, counts, typed } = await search(reading, wanted);
	const pages = pagesOf(counts.all, filter.page);
	const rows = counts.all > 0 ? await recommendations.list(reading, filter) : [];
	return {
		filter,
		/** What was typed, where other words were looked for instead. */
		typed,
		counts,
		rows,
		pages,
		nearest: counts.all === 0 ? await recommendations.nearest(reading, { ...filter, page: 1 }, NEAREST) : [],
		sources: known_sources,
		themes: known_themes,
		report: report ? { reference: report.reference, title: report.title } : undefined,
		organisation: organisation ? { code: organisation.code, name: organisation.name } : undefined,
		as_at: today
	};
};
