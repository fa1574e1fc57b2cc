import { error, redirect } from '@sveltejs/kit';
import * as links from '#db/accounts/links.ts';
import { link } from '#lib/components/link.ts';
import { confirmEmail } from '#lib/server/changes/change-email.ts';
import { DEAD_LINK } from '#lib/server/changes/choose-password.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
	const owner = await links.owner(locals.db, 'e-mail', params.token, locals.now);
	if (!owner) error(404, DEAD_LINK);
	return { email: owner.email };
};

export const actions: Actions = {
	default: async ({ locals, params }) => {
		await confirmEmail(locals, params.token);
		redirect(303, link(locals.session ? '/account' : '/sign-in', { done: 'confirmed' }));
	}
};
