import { redirect } from '@sveltejs/kit';
import { link } from '#lib/components/link.ts';
import { meetingAt } from '#lib/server/board-meeting.ts';
import type { PageServerLoad } from './$types';

/** Leads to where a meeting is: being prepared, being held, or over. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { meeting } = await meetingAt(locals, url, params.id);
	const { data_set, today } = locals;
	const tab = meeting.held_on > today ? 'before' : meeting.held_on === today ? 'during' : 'after';
	redirect(303, link(`/board/meetings/${meeting.id}/${tab}`, { data_set }));
};
