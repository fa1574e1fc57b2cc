import { error, redirect } from '@sveltejs/kit';
import * as links from '#db/accounts/links.ts';
import { link } from '#lib/components/link.ts';
import { homeOf } from '#lib/domain/account.ts';
import { ChosenPassword } from '#lib/domain/choose-password.ts';
import { here } from '#lib/server/accounts/here.ts';
import { signInByPassword } from '#lib/server/accounts/sign-in.ts';
import { choosePassword, DEAD_LINK } from '#lib/server/changes/choose-password.ts';
import { submit } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

const KIND = 'password';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
	const owner = await links.owner(locals.db, KIND, params.token, locals.now);
	if (!owner) error(404, DEAD_LINK);
	return { name: owner.name, email: owner.email };
};

export const actions: Actions = {
	default: async (event) => {
		const { accounts, browser } = here(event);
		const { locals, params, request } = event;
		let to = '/sign-in/code';
		const rejected = await submit(request, ChosenPassword, async ({ new_password }) => {
			const { email } = await choosePassword(locals, { kind: KIND, token: params.token, new_password });
			const person = await signInByPassword(accounts, browser, { email, password: new_password });
			if (person !== 'code') to = link(homeOf(person));
		});
		return rejected ?? redirect(303, to);
	}
};
