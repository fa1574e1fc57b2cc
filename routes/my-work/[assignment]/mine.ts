import { error, fail, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import * as myWork from '#db/queries/my-work.ts';
import { link } from '#lib/components/link.ts';
import { may } from '#lib/domain/may.ts';
import type { Rejected } from '#lib/server/form.ts';
import { NOTHING_HERE } from '#lib/server/session.ts';

/** What of a request says which assignment is meant, and by whom. */
export type Asked = Pick<RequestEvent<{ assignment: string }>, 'locals' | 'params'>;

/** The assignment of the address, if it is this person's: what is not theirs answers like what does not exist. */
export const mine = async ({ locals, params }: Asked) => {
	const { user, db } = locals;
	const id = /^[1-9]\d{0,8}$/.test(params.assignment) ? Number(params.assignment) : undefined;
	const found = user && id ? await myWork.find(db, user, id) : undefined;
	if (!user || !found) error(404, NOTHING_HERE);
	return { found, user, as: may(user).update(found) };
};

/** The forms of the page. */
export type Form = 'update' | 'undo' | 'sign-off' | 'return' | 'extend' | 'publish' | 'state';

/** Back to the page with what was saved, or with what is wrong and in which of its forms. */
export const answer = (
	form: Form,
	rejected: ActionFailure<Rejected> | undefined,
	{ locals, params }: Asked,
	saved: string
) => {
	if (rejected) return fail(rejected.status, { ...rejected.data, form });
	redirect(303, link(`/my-work/${params.assignment}`, { data_set: locals.data_set, saved }));
};
