import { boardCounts } from '#db/queries/board-counts.ts';
import type { LayoutServerLoad } from './$types';
import { roomsOf } from './rooms.ts';

/** The rooms that whoever asks may use, with how much waits in each. Who may open a page is for the page itself to say. */
export const load: LayoutServerLoad = async ({ locals, url }) => {
	const { user, db, today } = locals;
	// Asked for by the path, so that a walk from room to room counts anew.
	const rooms = user && url.pathname.startsWith('/board') ? roomsOf(user) : [];
	const counts = user
		? await boardCounts(
				db,
				{ user, today },
				rooms.map(({ path }) => path)
			)
		: {};
	return {
		rooms: rooms.map(({ path, label, waits, says }) => ({ path, label, waits, says, n: counts[path] }))
	};
};
