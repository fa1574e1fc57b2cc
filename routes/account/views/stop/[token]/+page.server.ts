import { error, redirect } from '@sveltejs/kit';
import * as savedViews from '#db/queries/saved-views.ts';
import { readAs } from '#db/transaction.ts';
import { NO_VIEW, stopViewLetters } from '#lib/server/changes/keep-view.ts';
import type { Actions, PageServerLoad } from './$types';

/** A secret of ours has this shape; nothing else is looked up. */
const TOKEN = /^[\w-]{43}$/;

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
	const view = TOKEN.test(params.token)
		? await readAs({ ...locals, user: { id: null } }, (trx) => savedViews.byStopToken(trx, params.token))
		: undefined;
	if (!view) error(404, NO_VIEW);
	return { name: view.name, isOver: !view.monthly };
};

export const actions: Actions = {
	// A button, since programs that guard a mailbox open every link before its reader does.
	default: async ({ locals, params, url }) => {
		await stopViewLetters(locals, params.token);
		redirect(303, url.pathname);
	}
};
