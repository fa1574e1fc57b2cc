import { redirect } from '@sveltejs/kit';
import * as escalations from '#db/queries/escalations.ts';
import * as assignments from '#db/queries/organisation-assignments.ts';
import * as organisations from '#db/queries/organisations.ts';
import * as successions from '#db/queries/successions.ts';
import * as timeline from '#db/queries/timeline.ts';
import { sentenceOf } from '#lib/domain/event-sentence.ts';
import { may } from '#lib/domain/may.ts';
import { pageAsked } from '#lib/domain/filter.ts';
import { asked, orNotFound, pagesOf } from '#lib/server/asked.ts';
import { amongPeers } from './among-peers.ts';
import type { PageServerLoad } from './$types';

const NEWEST = 10;
const NOTICES = 5;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { reading, data_set, today } = locals;
	const { page } = asked(pageAsked, url);
	const organisation = orNotFound(
		await organisations.find(reading, data_set, params.code),
		`There is no organisation “${params.code}” in this data.`
	);
	if (organisation.code !== params.code)
		redirect(308, `/organisations/${encodeURIComponent(organisation.code)}${url.search}`);
	const total = await assignments.count(reading, organisation.id);
	const pages = pagesOf(total, page);
	const overdue = await organisations.overdueCounts(reading, [organisation.id], today);
	const notices = await escalations.published(reading, { organisation_id: organisation.id }, today, NOTICES);
	const happenings = await timeline.ofOrganisation(reading, data_set, organisation.id, NEWEST);
	const still_open =
		organisation.successors.length > 0 ? await successions.stillOpen(reading, organisation.id) : 0;
	const peers = organisation.accepted > 0 ? await amongPeers(locals, organisation) : undefined;
	return {
		organisation,
		notices,
		still_open,
		keeps: may(locals.user).can('keepRegister', { data_set }),
		peers: peers?.config ? peers : null,
		total,
		page,
		pages,
		overdue: overdue.get(organisation.id) ?? 0,
		rows: await assignments.list(reading, organisation.id, page, today),
		events: happenings.map((happening) => ({
			id: String(happening.id),
			sentence: sentenceOf({ ...happening, source: 'The body that asked' }),
			on: happening.effective_on,
			on_is: happening.effective_on_is,
			narrative: happening.narrative,
			recommendation: happening.recommendation_slug
				? { slug: happening.recommendation_slug, summary: happening.recommendation_summary ?? '' }
				: null
		}))
	};
};
