import { redirect } from '@sveltejs/kit';
import * as firstAdministrator from '#db/accounts/first-administrator.ts';
import * as links from '#db/accounts/links.ts';
import { FirstAdministrator } from '#lib/domain/choose-password.ts';
import { here } from '#lib/server/accounts/here.ts';
import { signInByPassword } from '#lib/server/accounts/sign-in.ts';
import { makeFirstAdministrator } from '#lib/server/changes/make-administrator.ts';
import { submit } from '#lib/server/form.ts';
import { nothingHere } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

/** The secret of the address; answers 404 where it does not, or no longer, open anything. */
const opened = async ({ locals, url }: { locals: App.Locals; url: URL }): Promise<string> => {
	const token = url.searchParams.get('token') ?? '';
	const works =
		(await links.works(locals.db, 'set up', token, locals.now)) &&
		!(await firstAdministrator.isThere(locals.db));
	return works ? token : nothingHere();
};

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
	return { token: await opened({ locals, url }) };
};

export const actions: Actions = {
	default: async (event) => {
		const token = await opened(event);
		const { accounts, browser } = here(event);
		const rejected = await submit(event.request, FirstAdministrator, async (given) => {
			await makeFirstAdministrator(event.locals, { ...given, token });
			await signInByPassword(accounts, browser, { email: given.email, password: given.new_password });
		});
		return rejected ?? redirect(303, '/admin/people');
	}
};
