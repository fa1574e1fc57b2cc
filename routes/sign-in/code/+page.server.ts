import { redirect } from '@sveltejs/kit';
import { link } from '#lib/components/link.ts';
import { GivenCode, homeOf, ownPath } from '#lib/domain/account.ts';
import { here } from '#lib/server/accounts/here.ts';
import { giveCode } from '#lib/server/accounts/second-factor.ts';
import { submit } from '#lib/server/form.ts';
import { sessionOf, stepOf } from '#lib/server/session.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	default: async (event) => {
		const { accounts, browser } = here(event);
		const { locals, url, cookies, request } = event;
		const waiting = locals.session && stepOf(locals.session) === 'give a code' ? locals.session : undefined;
		const rejected = await submit(request, GivenCode, ({ code }) =>
			giveCode(accounts, browser, waiting, code)
		);
		if (rejected) return rejected;
		const session = await sessionOf(accounts, cookies, url, locals.now);
		redirect(
			303,
			ownPath(url.searchParams.get('next')) ?? (session ? link(homeOf(session.person)) : '/sign-in')
		);
	}
};
