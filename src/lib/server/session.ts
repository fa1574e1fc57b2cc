import { error, redirect } from '@sveltejs/kit';
import * as sessions from '#db/accounts/sessions.ts';
import type { Session } from '#db/accounts/sessions.ts';
import { link } from '#lib/components/link.ts';
import { needsSecondFactor } from '#lib/domain/account.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Person } from '#lib/domain/person.ts';
import type { Accounts } from './accounts/accounts.ts';
import { nameAt, SESSION_COOKIE, tokenOf } from './accounts/cookies.ts';
import {
	IDLE_SECONDS,
	IDLE_SECONDS_INVENTED,
	LONGEST_SECONDS,
	NOTED_EVERY_SECONDS
} from './accounts/limits.ts';

const later = (moment: Date, seconds: number) => new Date(moment.getTime() + seconds * 1000);

/** Sessions that began before this have lasted long enough. */
export const oldestStart = (now: Date): Date => later(now, -LONGEST_SECONDS);

/**
 * The session that a browser's cookie names, as the database knows it now; undefined for the public. Whoever sends no
 * cookie costs nothing. An invented person's session stands only where the demonstration is shown.
 */
export const sessionOf = async (
	accounts: Pick<Accounts, 'db' | 'secret' | 'demonstration'>,
	cookies: { get: (name: string) => string | undefined },
	url: URL,
	now: Date
): Promise<Session | undefined> => {
	const token = tokenOf(cookies.get(nameAt(url, SESSION_COOKIE)), accounts.secret);
	if (!token) return undefined;
	const session = await sessions.find(accounts.db, token, now, oldestStart(now));
	if (!session) return undefined;
	const isInvented = session.person.data_set === 'demonstration';
	if (isInvented && !accounts.demonstration) return undefined;
	if (now.getTime() - session.asked_at.getTime() > NOTED_EVERY_SECONDS * 1000) {
		const idle = later(now, isInvented ? IDLE_SECONDS_INVENTED : IDLE_SECONDS);
		await sessions.keepAlive(accounts.db, session.id, now, idle);
	}
	return session;
};

/** What somebody has still to do before they get anywhere: give a code, or set codes up because their role requires it. */
export const stepOf = (session: Session): 'give a code' | 'set codes up' | undefined => {
	if (session.gave_second_factor) return undefined;
	if (session.has_second_factor) return 'give a code';
	return needsSecondFactor(session.person) ? 'set codes up' : undefined;
};

/** Who acts in a session: nobody while a step is still to be done. */
export const actorOf = (session: Session | undefined): Person | undefined =>
	session && !stepOf(session) ? session.person : undefined;

/** What somebody is told who asks for what does not exist or is not theirs: the same, so that neither can be told apart. */
export const NOTHING_HERE =
	'There is nothing here, or it is not yours to see. Check the address, or sign in as somebody who may.';

/**
 * Who asks for a page that is not public. Sends whoever is not signed in to where one can, and from there back to the
 * page; sends an invented person from the real register to the same page among the invented data.
 */
export const signedIn = (
	{ user, data_set }: { user?: Person | undefined; data_set: DataSet },
	url: URL
): Person => {
	if (user && user.data_set !== data_set)
		redirect(303, link(url.pathname, { ...Object.fromEntries(url.searchParams), data_set: user.data_set }));
	if (user) return user;
	redirect(303, link('/sign-in', { data_set, next: url.pathname + url.search }));
};

/** Who asks for a page of their own account; sends whoever is not signed in to where one can. */
export const ownSession = ({ session }: { session?: Session | undefined }, url: URL): Session => {
	if (session) return session;
	redirect(303, link('/sign-in', { next: url.pathname }));
};

/** Answers 404 to whoever may not see a page, as if there were none. */
export const nothingHere = (): never => error(404, NOTHING_HERE);
