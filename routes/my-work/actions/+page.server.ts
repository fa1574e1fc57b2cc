import { error } from '@sveltejs/kit';
import * as actions from '#db/queries/actions.ts';
import { inWords } from '#lib/domain/day.ts';
import { NOTHING_HERE, signedIn } from '#lib/server/session.ts';
import { farOff } from '../card.ts';
import { pageAsked } from '#lib/server/page-asked.ts';
import type { PageServerLoad } from './$types';

const A_PAGE = 50;

export const load: PageServerLoad = async ({ locals, url }) => {
	const user = signedIn(locals, url);
	const { db, today } = locals;
	const organisations = await actions.organisations(db, user);
	if (organisations.length === 0) error(404, NOTHING_HERE);
	const { n, open } = await actions.count(db, user);
	const { page, pages, limit, offset } = pageAsked(url, n, A_PAGE);
	const found = await actions.list(db, user, { limit, offset });
	return {
		n,
		open,
		page,
		pages,
		several: organisations.length > 1,
		actions: found.map(({ id, what, organisation, owner, due_on, done_on, strength, serves, last_said }) => ({
			id,
			what,
			organisation,
			owner,
			strength,
			serves,
			last_said,
			done: done_on ? `Done ${inWords(done_on)}` : undefined,
			due: due_on && !done_on ? `Due ${inWords(due_on)}, ${farOff(due_on, today)}` : undefined,
			is_late: due_on !== null && done_on === null && due_on < today
		}))
	};
};
