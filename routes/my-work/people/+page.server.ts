import { redirect, type RequestEvent } from '@sveltejs/kit';
import * as accounts from '#db/queries/accounts.ts';
import * as officeHolders from '#db/queries/office-holders.ts';
import { readAs } from '#db/transaction.ts';
import { link } from '#lib/components/link.ts';
import { ChangedRole, Invitation, TakenRole, Whom } from '#lib/domain/invitation.ts';
import { may } from '#lib/domain/may.ts';
import { NamedHolder, OFFICES } from '#lib/domain/office.ts';
import { changeRoles } from '#lib/server/changes/change-roles.ts';
import { inviteAgain, invitePeople } from '#lib/server/changes/invite-people.ts';
import { nameOfficeHolders } from '#lib/server/changes/name-office-holders.ts';
import { submit } from '#lib/server/form.ts';
import { nothingHere, signedIn } from '#lib/server/session.ts';
import type { Person } from '#lib/domain/person.ts';
import type { Actions, PageServerLoad } from './$types';

/** The organisations whose people somebody manages: the own ones, or for an administrator the one of the address. */
const managed = (user: Person | undefined, url: URL): number[] => {
	const asked = /^[1-9]\d{0,8}$/.exec(url.searchParams.get('organisation') ?? '')?.[0];
	if (user && asked && may(user).can('administer', { data_set: user.data_set })) return [Number(asked)];
	return (user?.memberships ?? []).flatMap(({ role, organisation_id }) =>
		role === 'approver' && organisation_id ? [organisation_id] : []
	);
};

export const load: PageServerLoad = async ({ locals, url }) => {
	const user = signedIn(locals, url);
	const organisations = await accounts.organisationNames(locals.db, user.data_set, managed(user, url));
	if (organisations.length === 0) nothingHere();
	const ids = organisations.map(({ id }) => id);
	const holders = await readAs(locals, (db) => officeHolders.list(db, ids));
	return {
		me: user.id,
		organisations: organisations.map(({ id, name }) => ({
			id,
			name,
			offices: OFFICES.map((office) => ({
				office,
				holder: holders.find((one) => one.organisation_id === id && one.office === office)
			}))
		})),
		people: await accounts.colleagues(locals.db, ids),
		is_own: user.memberships.some(
			({ role, organisation_id }) => role === 'approver' && ids.includes(organisation_id ?? 0)
		),
		done: url.searchParams.get('done')
	};
};

/** Back to the page, with a word on what was done. */
const back = ({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>, done: string) =>
	redirect(
		303,
		link('/my-work/people', {
			data_set: locals.data_set,
			organisation: url.searchParams.get('organisation'),
			done
		})
	);

export const actions: Actions = {
	invite: async ({ locals, request, url }) => {
		const [own, ...others] = managed(locals.user, url);
		if (!own) return nothingHere();
		const fixed: Record<string, string> = others.length === 0 ? { organisation_id: String(own) } : {};
		const rejected = await submit(request, Invitation, (given) => invitePeople(locals, [given]), fixed);
		return rejected ?? back({ locals, url }, 'invited');
	},
	again: async ({ locals, request, url }) => {
		const rejected = await submit(request, Whom, ({ person_id }) => inviteAgain(locals, [person_id]));
		return rejected ?? back({ locals, url }, 'invited again');
	},
	remove: async ({ locals, request, url }) => {
		const rejected = await submit(request, TakenRole, (taken) => changeRoles(locals, { take: [taken] }));
		return rejected ?? back({ locals, url }, 'removed');
	},
	office: async ({ locals, request, url }) => {
		const rejected = await submit(request, NamedHolder, (named) => nameOfficeHolders(locals, [named]));
		return rejected ?? back({ locals, url }, 'named');
	},
	change: async ({ locals, request, url }) => {
		const rejected = await submit(request, ChangedRole, ({ person_id, membership_id, ...role }) =>
			changeRoles(locals, { take: [{ membership_id }], give: [{ person_id, ...role }] })
		);
		return rejected ?? back({ locals, url }, 'changed');
	}
};
