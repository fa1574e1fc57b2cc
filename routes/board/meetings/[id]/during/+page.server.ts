import { redirect } from '@sveltejs/kit';
import * as agendas from '#db/queries/agenda.ts';
import * as meetings from '#db/queries/meetings.ts';
import { link } from '#lib/components/link.ts';
import { NewMinute } from '#lib/domain/meeting.ts';
import { once } from '#lib/server/changes/once.ts';
import { takeMinutes } from '#lib/server/changes/take-minutes.ts';
import { submit } from '#lib/server/form.ts';
import { meetingAt, memberOf, numberOf } from '#lib/server/board-meeting.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { meeting } = await meetingAt(locals, url, params.id);
	const nameOf = await agendas.named(
		locals.db,
		meeting.agenda.flatMap(({ ties }) => ties)
	);
	return {
		meeting: { id: meeting.id, board: meeting.board, held_on: meeting.held_on },
		form_key: crypto.randomUUID(),
		agenda: meeting.agenda.map(({ id, title, ask, ties }) => ({
			id,
			title,
			ask,
			references: ties.flatMap(nameOf).map(({ label }) => label)
		})),
		minutes: await meetings.minutes(locals.db, meeting.id)
	};
};

export const actions: Actions = {
	minute: async ({ locals, params, request, url }) => {
		memberOf(locals, url);
		const id = numberOf(params.id);
		const rejected = await submit(request, NewMinute, (minute, { key }) =>
			once(locals, { key, content: minute }, (within) => takeMinutes(within, id, minute))
		);
		return (
			rejected ??
			redirect(303, link(`/board/meetings/${id}/during`, { data_set: locals.data_set, saved: 'yes' }))
		);
	}
};
