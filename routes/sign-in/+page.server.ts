import { fail, redirect } from '@sveltejs/kit';
import * as people from '#db/queries/people.ts';
import { link } from '#lib/components/link.ts';
import { homeOf, ownPath, SignIn } from '#lib/domain/account.ts';
import { MEANINGS, type Person } from '#lib/domain/person.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { here } from '#lib/server/accounts/here.ts';
import { signInAsInvented, signInByPassword, signOut } from '#lib/server/accounts/sign-in.ts';
import { submit } from '#lib/server/form.ts';
import { theInstallation } from '#lib/server/installation.ts';
import { STATUS_OF } from '#lib/server/status.ts';
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

/** Where somebody goes who has signed in: the page that they asked for, or the page of their work. */
const onward = (url: URL, person: Person): string =>
	ownPath(url.searchParams.get('next')) ?? link(homeOf(person), { data_set: person.data_set });

/** The invented people whom anybody can sign in as, by role; none but in the demonstration. */
const offered = async ({ demonstration, data_set, db }: App.Locals) => {
	if (!demonstration || data_set !== 'demonstration') return [];
	const signs = await people.list(db, 'demonstration', OFFERED);
	return (Object.keys(HEADINGS) as (keyof typeof HEADINGS)[])
		.map((role) => ({
			role,
			heading: HEADINGS[role],
			means: MEANINGS[role],
			people: signs.filter((person) => person.role === role)
		}))
		.filter(({ people }) => people.length > 0);
};

export const load: PageServerLoad = async ({ locals, url }) => ({
	demonstration: locals.demonstration,
	provider: theInstallation().accounts.provider ?? null,
	isRefused: url.searchParams.has('refused'),
	roles: await offered(locals),
	next: ownPath(url.searchParams.get('next')) ?? null
});

export const actions: Actions = {
	in: async (event) => {
		const { accounts, browser } = here(event);
		let to = '/sign-in/code';
		const rejected = await submit(event.request, SignIn, async (given) => {
			const person = await signInByPassword(accounts, browser, given);
			if (person !== 'code') to = onward(event.url, person);
			else to = link(to, { next: ownPath(event.url.searchParams.get('next')) });
		});
		return rejected ?? redirect(303, to);
	},
	as: async (event) => {
		const { accounts, browser } = here(event);
		const chosen = String((await event.request.formData().catch(() => undefined))?.get('person') ?? '');
		const id = /^[1-9]\d{0,8}$/.test(chosen) ? Number(chosen) : 0;
		let person: Person;
		try {
			person = await signInAsInvented(accounts, browser, id);
		} catch (refusal) {
			if (!(refusal instanceof Refusal)) throw refusal;
			return fail(STATUS_OF[refusal.kind], { values: {}, errors: {}, message: refusal.message });
		}
		redirect(303, onward(event.url, person));
	},
	out: async (event) => {
		const { accounts, browser } = here(event);
		await signOut(accounts, browser);
		redirect(303, link('/', { data_set: event.locals.session?.person.data_set ?? event.locals.data_set }));
	}
};
