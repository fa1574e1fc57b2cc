import { nothingHere, signedIn } from '#lib/server/session.ts';
import type { PageServerLoad } from './$types';
import { roomsOf } from './rooms.ts';

/** What the page shows is the layout's: here is only who finds it. */
export const load: PageServerLoad = ({ locals, url }) => {
	if (roomsOf(signedIn(locals, url)).length === 0) nothingHere();
};
