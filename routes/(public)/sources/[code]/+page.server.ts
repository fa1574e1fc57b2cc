import { RESPONSE_RULES } from '#lib/domain/response-rule.ts';
import { countOf } from '#lib/domain/numbers/in-words.ts';
import * as recommendations from '#db/queries/recommendations.ts';
import * as reports from '#db/queries/reports.ts';
import * as sources from '#db/queries/sources.ts';
import { pageAsked, read, recommendationsAsked, reportsAsked } from '#lib/domain/filter.ts';
import { asked, orNotFound, pagesOf } from '#lib/server/asked.ts';
import type { PageServerLoad } from './$types';

const NEWEST = 5;

/** How soon a source expects a reply, in words, with who says so. */
const ruleOf = (name: string | null) => {
	if (name === null || !Object.hasOwn(RESPONSE_RULES, name)) return undefined;
	const rule = RESPONSE_RULES[name as keyof typeof RESPONSE_RULES];
	return {
		within: 'days' in rule ? countOf(rule.days, 'day') : countOf(rule.months, 'month'),
		says: rule.reference
	};
};

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { reading, data_set } = locals;
	const { page } = asked(pageAsked, url);
	const source = orNotFound(
		await sources.find(reading, data_set, params.code),
		`There is no source “${params.code}” in this data.`
	);
	const of = new URLSearchParams({ data: data_set, source: source.code });
	const newest = read(recommendationsAsked, of).asked;
	const published = read(reportsAsked, new URLSearchParams([...of, ['page', String(page)]])).asked;
	const listed = published ? await reports.list(reading, published) : { rows: [], total: 0 };
	return {
		source,
		rule: ruleOf(source.response_rule),
		reports: listed.rows,
		page,
		pages: pagesOf(listed.total, page),
		newest: newest ? await recommendations.list(reading, newest, NEWEST) : []
	};
};
