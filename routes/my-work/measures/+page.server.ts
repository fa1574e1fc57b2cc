import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import * as ours from '#db/queries/actions.ts';
import * as measures from '#db/queries/own-measures.ts';
import { link } from '#lib/components/link.ts';
import { inWords } from '#lib/domain/day.ts';
import { OwnMeasure } from '#lib/domain/measure.ts';
import { keepMeasure } from '#lib/server/changes/keep-measure.ts';
import { submit } from '#lib/server/form.ts';
import { NOTHING_HERE, signedIn } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

const MOST_SHOWN = 200;

const speaker = async ({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>) => {
	const user = signedIn(locals, url);
	const organisations = await ours.organisations(locals.db, user);
	if (organisations.length === 0) error(404, NOTHING_HERE);
	return { user, organisations };
};

export const load: PageServerLoad = async ({ locals, url }) => {
	const { user, organisations } = await speaker({ locals, url });
	const found = await measures.list(locals.db, user, MOST_SHOWN);
	return {
		organisations,
		measures: found.map(({ id, name, unit, organisation, values, latest, latest_on }) => ({
			id,
			name,
			unit,
			organisation,
			values,
			latest: latest_on ? `${latest} on ${inWords(latest_on)}` : undefined
		}))
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { organisations } = await speaker(event);
		const { locals, request } = event;
		let id = 0;
		// Who speaks for one organisation alone is not asked for which.
		const [only, ...others] = organisations;
		const fixed: Record<string, string> =
			only && others.length === 0 ? { organisation_id: String(only.id) } : {};
		const rejected = await submit(
			request,
			OwnMeasure,
			async (measure) => (id = await keepMeasure(locals, measure)),
			fixed
		);
		return rejected ?? redirect(303, link(`/my-work/measures/${id}`, { data_set: locals.data_set }));
	}
};
