import * as progress from '#db/queries/progress.ts';
import { PROGRESS_FIGURES } from '#lib/charts/progress.ts';
import { opening } from '#lib/charts/opening.ts';
import { shortTable } from '#lib/charts/short-table.ts';
import { freshness, longOutstanding } from '#lib/domain/numbers/freshness.ts';
import { responseRate } from '#lib/domain/numbers/overdue.ts';
import {
	acceptanceRate,
	assuredRate,
	base,
	implementationGap,
	implementationGapOfBase,
	reportedRate
} from '#lib/domain/numbers/rates.ts';
import { say } from '#lib/domain/numbers/in-words.ts';
import type { FilterGroup } from '#lib/components/filter-group.ts';
import { counted } from '#lib/server/counted.ts';
import { scopeAsked } from './asked.ts';
import type { PageServerLoad } from './$types';

const LEGENDS = {
	source: 'Source',
	theme: 'Theme',
	family: 'Asked again',
	kind: 'Kind of ask',
	year: 'Year made',
	priority: 'Priority of the board',
	organisation_kind: 'Kind of organisation',
	region: 'Region',
	set: 'Group of organisations'
} as const;

const OF_STANDINGS = [acceptanceRate, reportedRate, assuredRate, implementationGap, implementationGapOfBase];

export const load: PageServerLoad = async ({ locals, url }) => {
	const { scope, then, choices, parts, context, question } = await scopeAsked(locals, url);
	const [now, before] = await Promise.all([
		counted(locals.reading, scope, question.split),
		progress.countedThen(locals.reading, then)
	]);
	const groups = (Object.keys(LEGENDS) as (keyof typeof LEGENDS)[])
		.filter((name) => choices[name].length > 1 || scope.filter[name])
		.map((name): FilterGroup => ({
			kind: 'select',
			name,
			legend: LEGENDS[name],
			choices: choices[name].map((choice) => ({ ...choice, chosen: choice.value === scope.filter[name] }))
		}));
	const { standings, duties, facts } = now;
	const given = [
		freshness.compute(facts, context),
		responseRate.compute(duties, context),
		...OF_STANDINGS.map((number) => number.compute(standings, context)),
		longOutstanding.compute(facts, context)
	];
	const ids = [freshness, responseRate, ...OF_STANDINGS, longOutstanding].map(({ id }) => id);
	const numbers = given.map((rate, index) => ({
		id: ids[index] ?? '',
		name: rate.name,
		said: say(rate),
		exclusions: rate.exclusions
	}));
	return {
		as_at: question.as_at ?? null,
		known_at: question.known_at ?? null,
		scope_as_at: scope.as_at,
		compare: question.compare ?? null,
		split: question.split ?? null,
		compared_to: then.as_at,
		count: base.compute(now.standings, context).numerator,
		parts,
		groups,
		opening: opening({ as_at: scope.as_at, ...now }, { as_at: then.as_at, data: scope.data_set, ...before }),
		numbers,
		figures: Object.values(PROGRESS_FIGURES).map((figure) => shortTable(figure(now, context)))
	};
};
