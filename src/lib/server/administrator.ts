import { error } from '@sveltejs/kit';
import { may } from '#lib/domain/may.ts';
import type { Person } from '#lib/domain/person.ts';
import { NOTHING_HERE, signedIn } from './session.ts';

/** The administrator who asks for a page; 404 for everybody else, as if there were none. */
export const administratorOf = (locals: App.Locals, url: URL): Person => {
	const user = signedIn(locals, url);
	if (!may(user).can('administer', { data_set: user.data_set, is_public: false })) error(404, NOTHING_HERE);
	return user;
};
