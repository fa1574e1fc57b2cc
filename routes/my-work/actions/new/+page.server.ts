import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import * as ours from '#db/queries/actions.ts';
import { link } from '#lib/components/link.ts';
import { Action, served } from '#lib/domain/action.ts';
import { planAction } from '#lib/server/changes/plan-action.ts';
import { submit } from '#lib/server/form.ts';
import { NOTHING_HERE, signedIn } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

const MOST_SHOWN = 300;

/** The organisation that the action is of: the one that the address names, or the first that the person speaks for. */
const organisationOf = async ({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>) => {
	const user = signedIn(locals, url);
	const all = await ours.organisations(locals.db, user);
	const asked = url.searchParams.get('organisation');
	const organisation = asked ? all.find(({ id }) => String(id) === asked) : all[0];
	if (!organisation) error(404, NOTHING_HERE);
	return { organisation, all };
};

export const load: PageServerLoad = async ({ locals, url }) => {
	const { organisation, all } = await organisationOf({ locals, url });
	const assignments = await ours.couldServe(locals.db, organisation.id, MOST_SHOWN + 1);
	const serves = url.searchParams.get('serves');
	return {
		organisation,
		others: all.filter(({ id }) => id !== organisation.id),
		assignments: assignments.slice(0, MOST_SHOWN),
		more: Math.max(0, assignments.length - MOST_SHOWN),
		serves: serves && /^\d{1,9}$/.test(serves) ? serves : undefined
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { organisation } = await organisationOf(event);
		const { locals, request } = event;
		let id = 0;
		const rejected = await submit(
			request,
			Action,
			async (action, values) => {
				const ids = await planAction(locals, [{ ...action, ...served(values) }]);
				id = ids[0] ?? 0;
				return ids;
			},
			{ organisation_id: String(organisation.id) }
		);
		return (
			rejected ??
			redirect(303, link(`/my-work/actions/${id}`, { data_set: locals.data_set, saved: 'planned' }))
		);
	}
};
