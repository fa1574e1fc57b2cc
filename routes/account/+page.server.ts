import { redirect } from '@sveltejs/kit';
import * as passwords from '#db/accounts/passwords.ts';
import * as sessions from '#db/accounts/sessions.ts';
import { link } from '#lib/components/link.ts';
import { ChangedEmail, ChangedPassword, OneSession } from '#lib/domain/choose-password.ts';
import { dayOf } from '#lib/domain/day.ts';
import { here } from '#lib/server/accounts/here.ts';
import { slowDown, wasRight } from '#lib/server/accounts/throttle.ts';
import { askForEmail } from '#lib/server/changes/change-email.ts';
import { changePassword } from '#lib/server/changes/change-password.ts';
import { submit } from '#lib/server/form.ts';
import { nothingHere, oldestStart, ownSession } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { id, person, has_second_factor } = ownSession(locals, url);
	const isInvented = person.data_set === 'demonstration';
	const listed = isInvented
		? []
		: await sessions.list(locals.db, person.id, locals.now, oldestStart(locals.now));
	return {
		name: person.name,
		email: person.email,
		isInvented,
		has_password: (await passwords.find(locals.db, person.id)) !== undefined,
		has_second_factor,
		sessions: listed.map((session) => ({
			id: session.id,
			isThis: session.id === id,
			browser: session.user_agent || 'A browser that does not say its name',
			began_on: dayOf(session.began_at)
		})),
		done: url.searchParams.get('done')
	};
};

/** The session of somebody real: invented people are shared by all who try the product out. */
const own = (locals: App.Locals, url: URL) => {
	const session = ownSession(locals, url);
	return session.person.data_set === 'demonstration' ? nothingHere() : session;
};
const back = (done: string) => redirect(303, link('/account', { done }));

export const actions: Actions = {
	password: async (event) => {
		const session = own(event.locals, event.url);
		const { accounts, browser } = here(event);
		const tried = { account: session.person.email };
		const rejected = await submit(event.request, ChangedPassword, async (given) => {
			await slowDown(accounts.db, browser.now, tried);
			await changePassword(event.locals, session, given);
			await wasRight(accounts.db, tried);
		});
		return rejected ?? back('password');
	},
	email: async (event) => {
		const session = own(event.locals, event.url);
		const { accounts, browser } = here(event);
		const tried = { account: session.person.email };
		const rejected = await submit(event.request, ChangedEmail, async (given) => {
			await slowDown(accounts.db, browser.now, tried);
			await askForEmail(event.locals, session.person, given);
			await wasRight(accounts.db, tried);
		});
		return rejected ?? back('email');
	},
	end: async ({ locals, url, request }) => {
		const { person } = own(locals, url);
		const rejected = await submit(request, OneSession, ({ session_id }) =>
			sessions.endOne(locals.db, person.id, session_id)
		);
		return rejected ?? back('ended');
	},
	others: async ({ locals, url }) => {
		const { id, person } = own(locals, url);
		await sessions.endAll(locals.db, [person.id], id);
		back('ended');
	}
};
