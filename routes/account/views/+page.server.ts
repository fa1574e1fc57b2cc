import { redirect } from '@sveltejs/kit';
import * as savedViews from '#db/queries/saved-views.ts';
import { readAs } from '#db/transaction.ts';
import { link } from '#lib/components/link.ts';
import { NewView, OneView, pathOf, RenamedView, saidOf, ViewSubscription } from '#lib/domain/saved-view.ts';
import { deleteView, renameView, saveView, subscribeToView } from '#lib/server/changes/keep-view.ts';
import { submit } from '#lib/server/form.ts';
import { theInstallation } from '#lib/server/installation.ts';
import { signedIn } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { id, email, data_set } = signedIn(locals, url);
	const views = await readAs(locals, (trx) => savedViews.list(trx, id ?? 0));
	return {
		email,
		// Nothing is ever sent to an invented person, nor anything where there is no mail server.
		isSent: data_set === 'register' && theInstallation().settings.mail !== undefined,
		views: views.map(({ id, name, page, question, monthly }) => ({
			id,
			name,
			page,
			said: saidOf(question),
			monthly,
			href: pathOf({ page, question }, data_set)
		})),
		done: url.searchParams.get('done')
	};
};

const back = ({ locals, url }: { locals: App.Locals; url: URL }, done: string) =>
	redirect(303, link('/account/views', { data_set: signedIn(locals, url).data_set, done }));

export const actions: Actions = {
	save: async (event) => {
		signedIn(event.locals, event.url);
		const rejected = await submit(event.request, NewView, (view) => saveView(event.locals, view));
		return rejected ?? back(event, 'saved');
	},
	rename: async (event) => {
		signedIn(event.locals, event.url);
		const rejected = await submit(event.request, RenamedView, (view) => renameView(event.locals, view));
		return rejected ?? back(event, 'renamed');
	},
	subscribe: async (event) => {
		signedIn(event.locals, event.url);
		const rejected = await submit(event.request, ViewSubscription, (view) =>
			subscribeToView(event.locals, view)
		);
		return rejected ?? back(event, 'subscribed');
	},
	delete: async (event) => {
		signedIn(event.locals, event.url);
		const rejected = await submit(event.request, OneView, (view) => deleteView(event.locals, view));
		return rejected ?? back(event, 'deleted');
	}
};
