import * as duties from '#db/queries/duties.ts';
import * as home from '#db/queries/home.ts';
import { labelOf } from '#lib/charts/cascade-in-words.ts';
import { cascade } from '#lib/charts/cascade.ts';
import { homeHeadline } from '#lib/charts/home-headline.ts';
import { addDays } from '#lib/domain/day.ts';
import { sentenceOf } from '#lib/domain/event-sentence.ts';
import { onlyData } from '#lib/domain/filter.ts';
import {
	cascadeOfRecommendations,
	type RecommendationsReached
} from '#lib/domain/numbers/cascade-of-recommendations.ts';
import { overdueRate, undatedShare } from '#lib/domain/numbers/overdue.ts';
import { CLOCKS } from '#lib/domain/clock.ts';
import { asked } from '#lib/server/asked.ts';
import type { PageServerLoad } from './$types';

const LISTED = 3;
const NEWEST = 6;
const A_MONTH = 31;
const SOURCES_DRAWN = 6;
const COUNTS = [
	'recommendations',
	'replied',
	'accepted',
	'planned',
	'delivered',
	'assured',
	'sustained',
	'merged'
] as const;

const total = (sources: home.SourceReached[]): RecommendationsReached =>
	Object.fromEntries(
		COUNTS.map((name) => [name, sources.reduce((sum, source) => sum + (source[name] ?? 0), 0)])
	) as RecommendationsReached;

export const load: PageServerLoad = async ({ locals, url }) => {
	asked(onlyData, url);
	const { reading, data_set, today } = locals;
	const [sources, owed, changed, again, oldest] = await Promise.all([
		home.reachedBySource(reading, data_set),
		duties.countOpen(reading, { data_set, as_at: today, today, filter: {} }),
		home.newest(reading, data_set, addDays(today, -A_MONTH), NEWEST),
		home.askedAgain(reading, data_set, LISTED),
		home.longestOverdue(reading, data_set, today, LISTED)
	]);
	const moment = { as_at: today };
	const reached = total(sources);
	const whole = data_set === 'register' ? 'the whole register' : 'the whole demonstration';
	const context = { data: data_set, scope: whole, as_at: today };
	return {
		count: reached.recommendations,
		headline: homeHeadline(reached, data_set),
		figure: cascade(cascadeOfRecommendations(reached, moment), context),
		by_source: sources
			.filter(({ recommendations }) => recommendations > 0)
			.slice(0, SOURCES_DRAWN)
			.map((source) => ({
				code: source.code,
				name: source.name,
				steps: cascadeOfRecommendations(source, moment).steps.map(({ name, reached: { numerator } }) => ({
					name: labelOf(name),
					n: numerator
				})),
				recommendations: source.recommendations
			})),
		other_sources: Math.max(0, sources.length - SOURCES_DRAWN),
		overdue: CLOCKS.map((clock) => {
			const rate = overdueRate[clock].compute(owed, moment);
			const undated = undatedShare[clock].compute(owed, moment);
			return { clock, n: rate.numerator, of: rate.denominator, no_date: undated.numerator };
		}),
		oldest,
		again,
		changed: changed.map((event) => ({
			id: event.id,
			sentence: sentenceOf(event),
			on: event.effective_on,
			slug: event.recommendation_slug,
			summary: event.recommendation_summary
		}))
	};
};
