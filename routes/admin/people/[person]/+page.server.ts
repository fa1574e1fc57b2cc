import { redirect } from '@sveltejs/kit';
import * as secondFactors from '#db/accounts/second-factors.ts';
import * as accounts from '#db/queries/accounts.ts';
import { link } from '#lib/components/link.ts';
import { GivenRole, ResetSecondFactor, TakenRole, Whom } from '#lib/domain/invitation.ts';
import { may } from '#lib/domain/may.ts';
import { bodiesOf } from '#lib/server/accounts/bodies.ts';
import { changeRoles } from '#lib/server/changes/change-roles.ts';
import { inviteAgain } from '#lib/server/changes/invite-people.ts';
import { resetSecondFactors } from '#lib/server/changes/reset-second-factor.ts';
import { reopenPeople, suspendPeople } from '#lib/server/changes/suspend-people.ts';
import { submit } from '#lib/server/form.ts';
import { nothingHere, signedIn } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

type Asked = { locals: App.Locals; params: { person: string } };

/** The person of the address, for administrators of their data set alone; else 404. */
const theirs = async ({ locals, params }: Asked) => {
	const { user, db } = locals;
	const id = /^[1-9]\d{0,8}$/.test(params.person) ? Number(params.person) : 0;
	if (!user || !may(user).can('administer', user)) return nothingHere();
	return (await accounts.find(db, user.data_set, id)) ?? nothingHere();
};

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const user = signedIn(locals, url);
	const person = await theirs({ locals, params });
	return {
		person,
		has_second_factor: await secondFactors.isOn(locals.db, person.id),
		isMe: String(user.id) === params.person,
		done: url.searchParams.get('done')
	};
};

const back = ({ locals, params }: Asked, done: string) =>
	redirect(303, link(`/admin/people/${params.person}`, { data_set: locals.user?.data_set, done }));

type Changing = Asked & { request: Request };

/** An action that is done to the person of the address and nothing else. */
const toThem =
	(change: (at: App.Locals, ids: readonly number[]) => Promise<void>, done: string) =>
	async (event: Changing) => {
		await theirs(event);
		const { locals, request, params } = event;
		const fixed = { person_id: params.person };
		const rejected = await submit(request, Whom, ({ person_id }) => change(locals, [person_id]), fixed);
		return rejected ?? back(event, done);
	};

export const actions: Actions = {
	give: async (event) => {
		const { id } = await theirs(event);
		const { locals, request } = event;
		const fixed = await bodiesOf(locals.db, locals.user?.data_set ?? 'register', request);
		const rejected = await submit(
			request,
			GivenRole,
			(given) => changeRoles(locals, { give: [{ ...given, person_id: id }] }),
			fixed
		);
		return rejected ?? back(event, 'given');
	},
	take: async (event) => {
		const { roles } = await theirs(event);
		const { locals, request } = event;
		const rejected = await submit(request, TakenRole, async (taken) => {
			if (!roles.some(({ id }) => id === taken.membership_id)) nothingHere();
			await changeRoles(locals, { take: [taken] });
		});
		return rejected ?? back(event, 'taken');
	},
	again: toThem(inviteAgain, 'invited'),
	suspend: toThem(suspendPeople, 'suspended'),
	reopen: toThem(reopenPeople, 'reopened'),
	reset: async (event) => {
		await theirs(event);
		const { locals, request, params } = event;
		const rejected = await submit(
			request,
			ResetSecondFactor,
			(given) => resetSecondFactors(locals, [given]),
			{ person_id: params.person }
		);
		return rejected ?? back(event, 'reset');
	}
};
