import { fail, redirect } from '@sveltejs/kit';
import * as organisations from '#db/queries/organisations.ts';
import * as recommendation from '#db/queries/recommendation.ts';
import { link } from '#lib/components/link.ts';
import { CorrectionReport } from '#lib/domain/correction.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { here } from '#lib/server/accounts/here.ts';
import { slowDown } from '#lib/server/accounts/throttle.ts';
import { reportWrong } from '#lib/server/changes/report-wrong.ts';
import { secondsSince, tokenAt } from '#lib/server/form-token.ts';
import { submit } from '#lib/server/form.ts';
import { theInstallation } from '#lib/server/installation.ts';
import type { Actions, PageServerLoad } from './$types';

/** Nobody reads and fills in a form sooner, and none stays open for longer. */
const SOONEST_SECONDS = 2;
const LATEST_SECONDS = 24 * 60 * 60;

/** What the address says that the report is about: a recommendation, an organisation, or only a page. */
const concerned = async ({ reading, data_set }: App.Locals, url: URL) => {
	const [reference, code] = [url.searchParams.get('recommendation'), url.searchParams.get('organisation')];
	const asked = reference ? await recommendation.named(reading, data_set, reference) : undefined;
	const body = code ? await organisations.withCode(reading, data_set, code) : undefined;
	return {
		recommendation: asked,
		organisation: body,
		page: asked
			? `/recommendations/${asked.slug}`
			: body
				? `/organisations/${body.code}`
				: (url.searchParams.get('page') ?? '').slice(0, 500)
	};
};

export const load: PageServerLoad = async ({ locals, url }) => ({
	about: await concerned(locals, url),
	token: tokenAt(theInstallation().accounts.secret, locals.now)
});

export const actions: Actions = {
	default: async (event) => {
		const { locals, request, url } = event;
		const { accounts, browser } = here(event);
		const about = await concerned(locals, url);
		const fixed: Record<string, string> =
			about.recommendation || about.organisation ? { page: about.page } : {};
		const rejected = await submit(
			request,
			CorrectionReport,
			async (report, values) => {
				// People do not see this field; whatever fills it in is told that all went well, and nothing is kept.
				if (values.website) return true;
				const age = secondsSince(accounts.secret, values.shown ?? '', locals.now);
				if (age === undefined || age > LATEST_SECONDS)
					throw new Refusal('not-possible', 'This form has been open for too long. Send it once more.');
				if (age < SOONEST_SECONDS)
					throw new Refusal('not-possible', 'That was quick. Wait a moment, then send it once more.');
				await slowDown(accounts.db, browser.now, { report: browser.address });
				return reportWrong(locals, locals.data_set, report, {
					recommendation_id: about.recommendation?.id,
					organisation_id: about.organisation?.id
				});
			},
			fixed
		);
		if (rejected) return fail(rejected.status, rejected.data);
		redirect(303, link('/corrections', { data_set: locals.data_set, sent: 'yes' }));
	}
};
