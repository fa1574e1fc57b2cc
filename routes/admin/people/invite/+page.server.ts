import { redirect } from '@sveltejs/kit';
import { link } from '#lib/components/link.ts';
import { Invitation } from '#lib/domain/invitation.ts';
import { may } from '#lib/domain/may.ts';
import { bodiesOf } from '#lib/server/accounts/bodies.ts';
import { invitePeople } from '#lib/server/changes/invite-people.ts';
import { submit } from '#lib/server/form.ts';
import { nothingHere, signedIn } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	const { data_set } = signedIn(locals, url);
	if (!may(locals.user).can('administer', { data_set })) nothingHere();
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const { user, db } = locals;
		if (!user || !may(user).can('administer', user)) return nothingHere();
		let id = 0;
		const change = async (given: Invitation) => {
			[id = 0] = await invitePeople(locals, [given]);
			return id;
		};
		const rejected = await submit(request, Invitation, change, await bodiesOf(db, user.data_set, request));
		return (
			rejected ?? redirect(303, link(`/admin/people/${id}`, { data_set: user.data_set, done: 'invited' }))
		);
	}
};
