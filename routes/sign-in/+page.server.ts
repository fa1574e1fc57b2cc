import { error, fail, redirect } from '@sveltejs/kit';
import * as people from '#db/queries/people.ts';
import { link } from '#lib/components/link.ts';
import { MEANINGS, type Person } from '#lib/domain/person.ts';
import { become, leave, NOTHING_HERE } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

/** So many of each role are offered; the demonstration has hundreds. */
const OFFERED = 12;

const HEADINGS = {
	contributor: 'Contributors',
	approver: 'Approvers',
	verifier: 'Verifiers',
	issuer: 'Issuers',
	board: 'Board',
	registrar: 'Registrars',
	administrator: 'Administrators'
} as const;

const homeOf = (person: Person): string => {
	const roles = person.memberships.map(({ role }) => role);
	if (roles.includes('contributor') || roles.includes('approver')) return '/my-work';
	return roles.includes('verifier') ? '/board/claims' : '/';
};

export const load: PageServerLoad = async ({ locals }) => {
	if (!locals.switcher) error(404, NOTHING_HERE);
	const offered = await people.list(locals.db, 'demonstration', OFFERED);
	const roles = (Object.keys(HEADINGS) as (keyof typeof HEADINGS)[]).map((role) => ({
		role,
		heading: HEADINGS[role],
		means: MEANINGS[role],
		people: offered.filter((person) => person.role === role)
	}));
	return { roles: roles.filter(({ people }) => people.length > 0) };
};

export const actions: Actions = {
	in: async ({ locals, request, cookies, url }) => {
		if (!locals.switcher) error(404, NOTHING_HERE);
		const chosen = String((await request.formData().catch(() => undefined))?.get('person') ?? '');
		const id = /^[1-9]\d{0,8}$/.test(chosen) ? Number(chosen) : 0;
		const person = await people.find(locals.db, 'demonstration', id);
		if (!person) return fail(422, { message: 'Choose one of the people below.' });
		become(person, cookies, url);
		redirect(303, link(homeOf(person), { data_set: 'demonstration' }));
	},
	out: ({ locals, cookies, url }) => {
		if (!locals.switcher) error(404, NOTHING_HERE);
		leave(cookies, url);
		redirect(303, link('/', { data_set: locals.data_set }));
	}
};
