import { redirect } from '@sveltejs/kit';
import * as accounts from '#db/queries/accounts.ts';
import { link } from '#lib/components/link.ts';
import { ChangedRole, Invitation, TakenRole, Whom } from '#lib/domain/invitation.ts';
import { changeRoles } from '#lib/server/changes/change-roles.ts';
import { inviteAgain, invitePeople } from '#lib/server/changes/invite-people.ts';
import { submit } from '#lib/server/form.ts';
import { nothingHere, signedIn } from '#lib/server/session.ts';
import type { Person } from '#lib/domain/person.ts';
import type { Actions, PageServerLoad } from './$types';

/** The organisations whose people somebody manages. */
const managed = (user: Person | undefined): number[] =>
	(user?.memberships ?? []).flatMap(({ role, organisation_id }) =>
		role === 'approver' && organisation_id ? [organisation_id] : []
	);

export const load: PageServerLoad = async ({ locals, url }) => {
	const user = signedIn(locals, url);
	const organisation_ids = managed(user);
	if (organisation_ids.length === 0) nothingHere();
	return {
		me: user.id,
		organisations: await accounts.organisationNames(locals.db, organisation_ids),
		people: await accounts.colleagues(locals.db, organisation_ids),
		done: url.searchParams.get('done')
	};
};

const back = (locals: App.Locals, done: string) =>
	redirect(303, link('/my-work/people', { data_set: locals.data_set, done }));

export const actions: Actions = {
	invite: async ({ locals, request }) => {
		const [own, ...others] = managed(locals.user);
		if (!own) return nothingHere();
		const fixed: Record<string, string> = others.length === 0 ? { organisation_id: String(own) } : {};
		const rejected = await submit(request, Invitation, (given) => invitePeople(locals, [given]), fixed);
		return rejected ?? back(locals, 'invited');
	},
	again: async ({ locals, request }) => {
		const rejected = await submit(request, Whom, ({ person_id }) => inviteAgain(locals, [person_id]));
		return rejected ?? back(locals, 'invited again');
	},
	remove: async ({ locals, request }) => {
		const rejected = await submit(request, TakenRole, (taken) => changeRoles(locals, { take: [taken] }));
		return rejected ?? back(locals, 'removed');
	},
	change: async ({ locals, request }) => {
		const rejected = await submit(request, ChangedRole, ({ person_id, membership_id, ...role }) =>
			changeRoles(locals, { take: [{ membership_id }], give: [{ person_id, ...role }] })
		);
		return rejected ?? back(locals, 'changed');
	}
};
