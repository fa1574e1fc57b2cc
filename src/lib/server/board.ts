import { may } from '#lib/domain/may.ts';
import type { Person } from '#lib/domain/person.ts';
import { nothingHere, signedIn } from './session.ts';

/** The member of the board who asks for a page; 404 for everybody else, as if there were none. */
export const boardOf = (locals: App.Locals, url: URL): Person => {
	const user = signedIn(locals, url);
	return may(user).can('triage', { data_set: user.data_set }) ? user : nothingHere();
};

/** The member of the board who sends a form; 404 for everybody else, signed in or not. */
export const sendingBoard = ({ user }: App.Locals): Person =>
	user && may(user).can('triage', { data_set: user.data_set }) ? user : nothingHere();
