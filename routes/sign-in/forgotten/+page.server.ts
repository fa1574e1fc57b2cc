import { Forgotten } from '#lib/domain/choose-password.ts';
import { askForPassword } from '#lib/server/changes/ask-for-password.ts';
import { submit } from '#lib/server/form.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const rejected = await submit(request, Forgotten, async (given) => {
			// Not waited for: how long an answer takes must not tell whether there is such an account.
			void askForPassword(locals, given).catch((fault: unknown) => console.error(locals.request_id, fault));
		});
		return rejected ?? { asked: true };
	}
};
