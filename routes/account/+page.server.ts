import * as sessions from '#db/accounts/sessions.ts';
import { dayOf } from '#lib/domain/day.ts';
import { oldestStart, ownSession } from '#lib/server/session.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { id, person, has_second_factor } = ownSession(locals, url);
	const listed = await sessions.list(locals.db, person.id, locals.now, oldestStart(locals.now));
	return {
		name: person.name,
		email: person.email,
		isInvented: person.data_set === 'demonstration',
		has_second_factor,
		sessions: listed.map((session) => ({
			id: session.id,
			isThis: session.id === id,
			browser: session.user_agent,
			began_on: dayOf(session.began_at)
		}))
	};
};
