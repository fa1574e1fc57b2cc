import { error } from '@sveltejs/kit';
import * as papers from '#db/queries/papers.ts';
import { readAs } from '#db/transaction.ts';
import { changedSince } from '#lib/server/paper/changed.ts';
import { NOTHING_HERE } from '#lib/server/session.ts';
import { paperAt } from '#lib/server/paper/read.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
	readAs(locals, async (db) => {
		const paper = await paperAt(db, locals, params.slug);
		const content = (await papers.content(db, paper.id)) ?? error(404, NOTHING_HERE);
		return {
			paper: { slug: paper.slug, board: paper.board, held_on: paper.held_on, known_at: paper.known_at },
			numbers: content.numbers,
			changed: await changedSince(db, content, locals)
		};
	});
