import { redirect } from '@sveltejs/kit';
import * as corrections from '#db/queries/corrections.ts';
import * as escalations from '#db/queries/escalations.ts';
import * as papers from '#db/queries/papers.ts';
import * as assignments from '#db/queries/recommendation-assignments.ts';
import * as recommendation from '#db/queries/recommendation.ts';
import * as timeline from '#db/queries/timeline.ts';
import * as verdicts from '#db/queries/verdicts.ts';
import { sentenceOf } from '#lib/domain/event-sentence.ts';
import { recommendationAsked } from '#lib/domain/filter.ts';
import { factsOf } from '#lib/domain/four-lines.ts';
import { asked, orNotFound, pagesOf } from '#lib/server/asked.ts';
import type { PageServerLoad } from './$types';
import { didItHelp } from './did-it-help.ts';

/** Put to more organisations than this, what happened on a day to several alike is told in one sentence. */
const TOLD_ONE_BY_ONE = 5;
const SHOWN_AT_FIRST = 12;
const SHOWN_AT_MOST = 500;
const FINDINGS = 20;
const NOTICES = 5;

/** The published page that an entry of the real register was read from. Evidence is its owner's to show. */
const pageOf = ({ what, detail }: timeline.Happening) =>
	(what === 'position' || what === 'delivery') && typeof detail?.url === 'string'
		? { href: detail.url, label: 'The page that says so' }
		: null;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { reading, data_set, today } = locals;
	const filter = asked(recommendationAsked, url);
	const found = orNotFound(
		await recommendation.find(reading, data_set, params.reference),
		`There is no recommendation “${params.reference}” in ${data_set === 'register' ? 'the real register' : 'the demonstration data'}.`
	);
	if (found.slug !== params.reference) redirect(308, `/recommendations/${found.slug}${url.search}`);

	const alike = await assignments.alike(reading, found.id, today);
	const total = alike.reduce((sum, { n }) => sum + n, 0);
	const narrowed = alike.filter(
		({ kind, region }) =>
			(filter.organisation_kind.length === 0 || filter.organisation_kind.includes(kind)) &&
			(filter.region.length === 0 || filter.region.includes(region ?? ''))
	);
	const answering = narrowed.reduce((sum, { n }) => sum + n, 0);
	const pages = pagesOf(answering, filter.page);
	const organisations = await assignments.list(reading, found.id, filter, today);
	const only = total === 1 ? organisations[0]?.organisation_name : undefined;

	const limit = filter.history === 'all' ? SHOWN_AT_MOST : SHOWN_AT_FIRST;
	const tell = total > TOLD_ONE_BY_ONE ? timeline.ofRecommendationTogether : timeline.ofRecommendation;
	const happenings = await tell(reading, data_set, found.id, limit + 1);

	return {
		recommendation: found,
		filter,
		addressees: await recommendation.addressees(reading, found.id),
		facts: factsOf(alike, only),
		alike: alike.map(({ kind, region, n }) => ({ kind, region, n })),
		narrowed: narrowed.map(({ position, delivery, assurance, closure, overdue, n }) => ({
			position,
			delivery,
			assurance,
			closure,
			overdue,
			n
		})),
		total,
		answering,
		pages,
		organisations,
		events: happenings.slice(0, limit).map((happening) => ({
			id: String(happening.id),
			sentence: sentenceOf({ ...happening, source: found.source_name }),
			on: happening.effective_on,
			// Without a known day the asking is only known to lie before the day from which it counts.
			on_is:
				happening.what === 'assigned' && found.made_on === null
					? ('no later than' as const)
					: happening.effective_on_is,
			// What was entered together with the recommendation was not learned late: it was there to be found.
			recorded_on: happening.recorded_on === found.entered_on ? null : happening.recorded_on,
			narrative: happening.narrative,
			source: pageOf(happening)
		})),
		has_earlier_events: happenings.length > limit,
		earlier: await recommendation.earlierOnTheme(reading, found),
		families: await recommendation.families(reading, found.id),
		ties: await recommendation.ties(reading, found.id),
		findings: await verdicts.ofRecommendation(reading, found.id, FINDINGS),
		findings_shown: FINDINGS,
		notices: await escalations.published(reading, { recommendation_id: found.id }, today, NOTICES),
		corrections: await corrections.ofRecommendation(reading, found.id, NOTICES),
		last_seen: await papers.lastSeen(reading, found.id),
		measures: await didItHelp(reading, found, today)
	};
};
