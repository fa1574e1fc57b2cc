import { error, fail, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import * as ours from '#db/queries/actions.ts';
import { link } from '#lib/components/link.ts';
import { ActionAmendment, ActionUpdate, served } from '#lib/domain/action.ts';
import { inWords } from '#lib/domain/day.ts';
import { amendAction } from '#lib/server/changes/plan-action.ts';
import { reportAction } from '#lib/server/changes/report-action.ts';
import { submit, type Rejected } from '#lib/server/form.ts';
import { NOTHING_HERE, signedIn } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

const MOST_SHOWN = 300;

type Asked = Pick<RequestEvent<{ action: string }>, 'locals' | 'params'>;

/** The action of the address, if it is of this person's organisation: any other answers like what does not exist. */
const mine = async ({ locals, params }: Asked) => {
	const { user, db } = locals;
	const id = /^[1-9]\d{0,8}$/.test(params.action) ? Number(params.action) : undefined;
	const found = user && id ? await ours.find(db, user, id) : undefined;
	if (!found) error(404, NOTHING_HERE);
	return found;
};

export const load: PageServerLoad = async ({ locals, params, url }) => {
	signedIn(locals, url);
	const action = await mine({ locals, params });
	const serves = await ours.servedBy(locals.db, action.id);
	const could = await ours.couldServe(locals.db, action.organisation_id, MOST_SHOWN);
	const ids = new Set(serves.map(({ id }) => id));
	return {
		action,
		due: action.due_on ? inWords(action.due_on) : undefined,
		done: action.done_on ? inWords(action.done_on) : undefined,
		updated: action.updated_on ? inWords(action.updated_on) : undefined,
		serves,
		could: [...serves, ...could.filter(({ id }) => !ids.has(id))],
		saved: url.searchParams.get('saved')
	};
};

const answer = (
	form: 'update' | 'amend',
	rejected: ActionFailure<Rejected> | undefined,
	{ locals, params }: Asked
) => {
	if (rejected) return fail(rejected.status, { ...rejected.data, form });
	redirect(303, link(`/my-work/actions/${params.action}`, { data_set: locals.data_set, saved: form }));
};

export const actions: Actions = {
	update: async (event) => {
		const { id } = await mine(event);
		const { locals, request } = event;
		const rejected = await submit(
			request,
			ActionUpdate,
			(update, values) => reportAction(locals, [{ ...update, ...served(values) }]),
			{ action_id: String(id) }
		);
		return answer('update', rejected, event);
	},
	amend: async (event) => {
		const { id } = await mine(event);
		const not_enough = (await ours.servedBy(event.locals.db, id)).flatMap((one) =>
			one.enough_by_itself === false ? [one.id] : []
		);
		const { locals, request } = event;
		const rejected = await submit(
			request,
			ActionAmendment,
			(given, values) => amendAction(locals, [{ ...given, serves: served(values).serves, not_enough }]),
			{ action_id: String(id) }
		);
		return answer('amend', rejected, event);
	}
};
