import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import * as links from '#db/accounts/links.ts';
import { link } from '#lib/components/link.ts';
import { homeOf } from '#lib/domain/account.ts';
import { ChosenPassword } from '#lib/domain/choose-password.ts';
import { choosePassword, DEAD_LINK } from '#lib/server/changes/choose-password.ts';
import { submit } from '#lib/server/form.ts';
import { here } from './here.ts';
import { signInByPassword } from './sign-in.ts';

type Kind = Parameters<typeof choosePassword>[1]['kind'];
type ByLink = RequestEvent<{ token: string }>;

/** Whose password a link of the kind lets somebody choose; answers 404 where it opens nothing, or no longer does. */
export const ownerByLink = async (
	kind: Kind,
	{ locals, params, setHeaders }: Pick<ByLink, 'locals' | 'params' | 'setHeaders'>
): Promise<{ name: string; email: string }> => {
	setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
	const owner = await links.owner(locals.db, kind, params.token, locals.now);
	if (!owner) error(404, DEAD_LINK);
	return { name: owner.name, email: owner.email };
};

/** Keeps the password that was chosen by the link, signs its owner in, and sends them on; or what is wrong with it. */
export const chooseByLink = async (kind: Kind, event: ByLink) => {
	const { accounts, browser } = here(event);
	const { locals, params, request } = event;
	let to = '/sign-in/code';
	const rejected = await submit(request, ChosenPassword, async ({ new_password }) => {
		const { email } = await choosePassword(locals, { kind, token: params.token, new_password });
		const person = await signInByPassword(accounts, browser, { email, password: new_password });
		if (person !== 'code') to = link(homeOf(person));
	});
	return rejected ?? redirect(303, to);
};
