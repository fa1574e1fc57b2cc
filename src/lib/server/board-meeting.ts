import { error } from '@sveltejs/kit';
import * as meetings from '#db/queries/meetings.ts';
import * as papers from '#db/queries/papers.ts';
import { readAs } from '#db/transaction.ts';
import { may } from '#lib/domain/may.ts';
import type { Person } from '#lib/domain/person.ts';
import { NOTHING_HERE, signedIn } from './session.ts';

/** A member of the board; 404 for everybody else who is signed in. */
export const memberOf = (locals: App.Locals, url: URL): Person => {
	const user = signedIn(locals, url);
	if (!may(user).can('holdMeeting', { data_set: locals.data_set })) error(404, NOTHING_HERE);
	return user;
};

/** The number that an address names; 404 where it names none. */
export const numberOf = (id: string): number =>
	/^[1-9]\d{0,8}$/.test(id) ? Number(id) : error(404, NOTHING_HERE);

/** The meeting that an address names, for a member of the board, with its papers; 404 where there is none. */
export const meetingAt = async (locals: App.Locals, url: URL, id: string) => {
	memberOf(locals, url);
	const found = await meetings.find(locals.db, locals.data_set, numberOf(id));
	if (!found) error(404, NOTHING_HERE);
	return { meeting: found, papers: await readAs(locals, (db) => papers.ofMeeting(db, found.id)) };
};
