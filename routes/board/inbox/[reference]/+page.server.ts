import { error, redirect } from '@sveltejs/kit';
import { link } from '#lib/components/link.ts';
import { Triage } from '#lib/domain/triage.ts';
import { boardOf, sendingBoard } from '#lib/server/board.ts';
import { triageRecommendation } from '#lib/server/changes/triage-recommendation.ts';
import { submit } from '#lib/server/form.ts';
import { NOTHING_HERE } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';
import { decidedLast, itemOf, placeOf } from '../item.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const user = boardOf(locals, url);
	const item = await itemOf(locals, user, params.reference);
	if (!item) error(404, NOTHING_HERE);
	return {
		item,
		decided: await decidedLast(locals, user, url),
		meeting: url.searchParams.get('meeting')
	};
};

export const actions: Actions = {
	/** Keeps the decision, and goes on to what waits next; whoever thought again stays with what they decided. */
	decide: async ({ locals, params, request }) => {
		const user = sendingBoard(locals);
		const place = await placeOf(locals, user, params.reference);
		if (!place) error(404, NOTHING_HERE);
		let meeting: number | undefined;
		const rejected = await submit(request, Triage, (given) => {
			meeting = given.meeting_id;
			return triageRecommendation(locals, { ...given, id: place.id });
		});
		if (rejected) return rejected;
		const to = place.waits ? (place.next ?? '') : place.slug;
		const { data_set } = user;
		redirect(
			303,
			link(to ? `/board/inbox/${to}` : '/board/inbox', { data_set, decided: place.slug, meeting })
		);
	}
};
