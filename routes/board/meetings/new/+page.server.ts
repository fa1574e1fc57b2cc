import { redirect } from '@sveltejs/kit';
import * as meetings from '#db/queries/meetings.ts';
import { link } from '#lib/components/link.ts';
import { NewMeeting } from '#lib/domain/meeting.ts';
import { callMeeting } from '#lib/server/changes/prepare-meeting.ts';
import { submit } from '#lib/server/form.ts';
import { memberOf } from '#lib/server/board-meeting.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	memberOf(locals, url);
	const [last] = await meetings.list(locals.db, locals.data_set, { limit: 1 });
	return { board: last?.board ?? 'Oversight board' };
};

export const actions: Actions = {
	default: async ({ locals, request, url }) => {
		memberOf(locals, url);
		let id = 0;
		const rejected = await submit(request, NewMeeting, async (given) => {
			id = await callMeeting(locals, given);
			return id;
		});
		return rejected ?? redirect(303, link(`/board/meetings/${id}/before`, { data_set: locals.data_set }));
	}
};
