import { error } from '@sveltejs/kit';
import { may } from '#lib/domain/may.ts';
import type { Person } from '#lib/domain/person.ts';
import { NOTHING_HERE, signedIn } from '#lib/server/session.ts';

/** Whoever may press for what is overdue; 404 for everybody else. */
export const presser = (locals: App.Locals, url: URL): Person => {
	const user = signedIn(locals, url);
	if (!may(user).can('escalate', { data_set: user.data_set })) error(404, NOTHING_HERE);
	return user;
};
