import { fail, redirect } from '@sveltejs/kit';
import { link } from '#lib/components/link.ts';
import { GivenCode, homeOf, needsSecondFactor, OwnPassword } from '#lib/domain/account.ts';
import { here } from '#lib/server/accounts/here.ts';
import {
	beginSecondFactor,
	endSecondFactor,
	giveCode,
	newRecoveryCodes,
	type SetUp
} from '#lib/server/accounts/second-factor.ts';
import { noteSecondFactor } from '#lib/server/changes/note-second-factor.ts';
import { submit } from '#lib/server/form.ts';
import { nothingHere, ownSession, stepOf } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

/** The session of somebody real: who is invented has nothing to protect. */
const own = (locals: App.Locals, url: URL) => {
	const session = ownSession(locals, url);
	return session.person.data_set === 'demonstration' ? nothingHere() : session;
};

export const load: PageServerLoad = ({ locals, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const session = own(locals, url);
	return {
		isOn: session.has_second_factor,
		isRequired: needsSecondFactor(session.person),
		isStep: stepOf(session) !== undefined,
		done: url.searchParams.get('done')
	};
};

export const actions: Actions = {
	begin: async (event) => {
		const session = own(event.locals, event.url);
		const { accounts, browser } = here(event);
		let set_up: SetUp | undefined;
		const rejected = await submit(event.request, OwnPassword, async ({ password }) => {
			set_up = await beginSecondFactor(accounts, browser, session, password);
		});
		return rejected ?? { set_up };
	},
	confirm: async (event) => {
		const session = own(event.locals, event.url);
		const { accounts, browser } = here(event);
		const rejected = await submit(event.request, GivenCode, async ({ code }) => {
			await giveCode(accounts, browser, session, code);
			await noteSecondFactor(event.locals, session.person, 'on');
		});
		if (rejected) return fail(rejected.status, { ...rejected.data, confirming: true });
		redirect(303, stepOf(session) ? link(homeOf(session.person)) : link('/account', { done: 'codes' }));
	},
	codes: async (event) => {
		const session = own(event.locals, event.url);
		if (stepOf(session)) return nothingHere();
		const { accounts, browser } = here(event);
		let recovery_codes: string[] = [];
		const rejected = await submit(event.request, OwnPassword, async ({ password }) => {
			recovery_codes = await newRecoveryCodes(accounts, browser, session, password);
			await noteSecondFactor(event.locals, session.person, 'new recovery codes');
		});
		return rejected ?? { recovery_codes };
	},
	end: async (event) => {
		const session = own(event.locals, event.url);
		if (stepOf(session) || needsSecondFactor(session.person)) return nothingHere();
		const { accounts, browser } = here(event);
		const rejected = await submit(event.request, OwnPassword, async ({ password }) => {
			await endSecondFactor(accounts, browser, session, password);
			await noteSecondFactor(event.locals, session.person, 'off');
		});
		return rejected ?? redirect(303, link('/account', { done: 'no codes' }));
	}
};
