import { error, redirect } from '@sveltejs/kit';
import * as priorities from '#db/queries/priorities.ts';
import * as recommendations from '#db/queries/recommendation.ts';
import { link } from '#lib/components/link.ts';
import { scoring } from '#lib/domain/priority-form.ts';
import { boardOf, sendingBoard } from '#lib/server/board.ts';
import { scorePriorities } from '#lib/server/changes/score-priorities.ts';
import { submit } from '#lib/server/form.ts';
import { NOTHING_HERE } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

const VERSIONS = 20;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { data_set } = boardOf(locals, url);
	const { db } = locals;
	const found = await recommendations.find(db, data_set, params.reference);
	if (!found) error(404, NOTHING_HERE);
	return {
		recommendation: found,
		criteria: await priorities.criteria(db, data_set),
		scores: (await priorities.scoresOf(db, [found.id])).get(found.id),
		versions: await priorities.versions(db, found.id, VERSIONS),
		saved: url.searchParams.has('saved')
	};
};

export const actions: Actions = {
	score: async ({ locals, params, request }) => {
		const { data_set } = sendingBoard(locals);
		const { db } = locals;
		const found = await recommendations.find(db, data_set, params.reference);
		if (!found) error(404, NOTHING_HERE);
		const criteria = await priorities.criteria(db, data_set);
		const rejected = await submit(request, scoring(criteria), (given) =>
			scorePriorities(locals, [{ ...given, recommendation_id: found.id }])
		);
		return rejected ?? redirect(303, link(`/board/priorities/${found.slug}`, { data_set, saved: 'yes' }));
	}
};
