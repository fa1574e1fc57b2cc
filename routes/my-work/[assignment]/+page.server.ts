import { error, fail, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import * as assignments from '#db/queries/assignments.ts';
import * as myWork from '#db/queries/my-work.ts';
import { readAs } from '#db/transaction.ts';
import { link } from '#lib/components/link.ts';
import { told } from '#lib/components/told.ts';
import { AssignmentUpdate } from '#lib/domain/assignment-update.ts';
import { dayOf } from '#lib/domain/day.ts';
import { ExtensionRequest } from '#lib/domain/extension.ts';
import { may } from '#lib/domain/may.ts';
import { sentBack } from '#lib/domain/my-work.ts';
import { ReturnedClaim, SignOff } from '#lib/domain/sign-off.ts';
import { askForExtension } from '#lib/server/changes/ask-for-extension.ts';
import { returnClaim } from '#lib/server/changes/return-claim.ts';
import { signOffClaim } from '#lib/server/changes/sign-off-claim.ts';
import { updateAssignment } from '#lib/server/changes/update-assignment.ts';
import { submit, type Rejected } from '#lib/server/form.ts';
import { NOTHING_HERE, signedIn } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';
import { datesOf } from '../card.ts';
import { choicesOf } from './choices.ts';

const NEWEST = 20;

type Asked = Pick<RequestEvent<{ assignment: string }>, 'locals' | 'params'>;

/** The assignment of the address, if it is this person's: what is not theirs answers like what does not exist. */
const mine = async ({ locals, params }: Asked) => {
	const { user, db } = locals;
	const id = /^[1-9]\d{0,8}$/.test(params.assignment) ? Number(params.assignment) : undefined;
	const found = user && id ? await myWork.find(db, user, id) : undefined;
	if (!user || !found) error(404, NOTHING_HERE);
	return { found, user, as: may(user).update(found) };
};

export const load: PageServerLoad = async ({ locals, params, url }) => {
	signedIn(locals, url);
	const { found, user, as } = await mine({ locals, params });
	const { db, today } = locals;
	const isSigner = may(user).can('signOff', found);
	const next = await myWork.next(db, user, today, found.id);
	const history = await assignments.history(db, found.id, NEWEST);
	return {
		assignment: found,
		choices: choicesOf(found, { as, today }),
		isSigner,
		dates: datesOf(found, today),
		evidence: (await readAs(locals, (trx) => assignments.evidence(trx, found.id))).map((one) => ({
			...one,
			added_on: dayOf(one.added_at)
		})),
		history: history.map((event) => told(event, found)),
		sentBack: sentBack(found, history),
		waiting: (await assignments.extensions(db, [found.id])).filter(({ decision }) => decision === null),
		saved: url.searchParams.get('saved'),
		next: next && { id: next.id, plain_summary: next.plain_summary }
	};
};

type Form = 'update' | 'sign-off' | 'return' | 'extend';

/** Back to the page with what was saved, or with what is wrong and in which of its forms. */
const answer = (
	form: Form,
	rejected: ActionFailure<Rejected> | undefined,
	{ locals, params }: Asked,
	saved: string
) => {
	if (rejected) return fail(rejected.status, { ...rejected.data, form });
	redirect(303, link(`/my-work/${params.assignment}`, { data_set: locals.data_set, saved }));
};

export const actions: Actions = {
	update: async (event) => {
		const { as } = await mine(event);
		const { locals, request, params } = event;
		let saved = 'update';
		const change = (update: AssignmentUpdate) => {
			if (update.delivery === 'delivered' && as === 'contributor') saved = 'claim';
			return updateAssignment(locals, [update]);
		};
		const rejected = await submit(request, AssignmentUpdate, change, { assignment_id: params.assignment });
		return answer('update', rejected, event, saved);
	},
	'sign-off': async (event) => {
		await mine(event);
		const { locals, request, params } = event;
		const fixed = { assignment_id: params.assignment };
		const rejected = await submit(request, SignOff, (claim) => signOffClaim(locals, [claim]), fixed);
		return answer('sign-off', rejected, event, 'sign-off');
	},
	return: async (event) => {
		await mine(event);
		const { locals, request, params } = event;
		const fixed = { assignment_id: params.assignment };
		const rejected = await submit(request, ReturnedClaim, (claim) => returnClaim(locals, [claim]), fixed);
		return answer('return', rejected, event, 'return');
	},
	extend: async (event) => {
		await mine(event);
		const { locals, request, params } = event;
		const fixed = { assignment_id: params.assignment };
		const rejected = await submit(
			request,
			ExtensionRequest,
			(asked) => askForExtension(locals, [asked]),
			fixed
		);
		return answer('extend', rejected, event, 'extend');
	}
};
