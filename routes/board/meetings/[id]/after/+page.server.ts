import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import * as meetings from '#db/queries/meetings.ts';
import * as papers from '#db/queries/papers.ts';
import { readAs } from '#db/transaction.ts';
import { link } from '#lib/components/link.ts';
import { openPaper } from '#lib/server/changes/freeze-paper.ts';
import { submit } from '#lib/server/form.ts';
import { changedSince } from '#lib/server/paper/changed.ts';
import { meetingAt, memberOf, numberOf } from '#lib/server/board-meeting.ts';
import type { Actions, PageServerLoad } from './$types';

const Publish = z.object({ slug: z.string().max(40) });

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { meeting, papers: frozen } = await meetingAt(locals, url, params.id);
	const [newest] = frozen;
	return readAs(locals, async (db) => {
		const content = newest && (await papers.content(db, newest.id));
		return {
			meeting: { id: meeting.id, board: meeting.board, held_on: meeting.held_on },
			saved: url.searchParams.get('saved') === 'frozen',
			papers: frozen.map(({ slug, known_at, frozen_at, frozen_by, published_at, sha256, has_pdf }) => ({
				slug,
				known_at,
				frozen_at,
				frozen_by,
				is_public: published_at !== null,
				sha256,
				has_pdf
			})),
			numbers: content?.numbers,
			changed: content && (await changedSince(db, content, locals)),
			minutes: await meetings.minutes(db, meeting.id)
		};
	});
};

export const actions: Actions = {
	publish: async ({ locals, params, request, url }) => {
		memberOf(locals, url);
		const rejected = await submit(request, Publish, ({ slug }) => openPaper(locals, slug));
		return (
			rejected ??
			redirect(303, link(`/board/meetings/${numberOf(params.id)}/after`, { data_set: locals.data_set }))
		);
	}
};
