import { fail, redirect } from '@sveltejs/kit';
import * as families from '#db/queries/families.ts';
import { link } from '#lib/components/link.ts';
import { FamilyMember } from '#lib/domain/family.ts';
import { orNotFound } from '#lib/server/asked.ts';
import { joinFamily, leaveFamily } from '#lib/server/changes/keep-family.ts';
import { submit } from '#lib/server/form.ts';
import { pageAsked } from '#lib/server/page-asked.ts';
import { registrarOf, sendingRegistrar } from '#lib/server/registrar.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const A_PAGE = 50;
const SAVED = ['put in', 'taken out'] as const;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { data_set } = registrarOf(locals, url);
	const family = orNotFound(
		await families.find(locals.db, data_set, params.slug),
		`There is no family “${params.slug}” in this data.`
	);
	const { page, pages, ...part } = pageAsked(url, family.times, A_PAGE);
	return {
		family,
		page,
		pages,
		members: await families.members(locals.db, family.id, part),
		saved: SAVED.find((each) => each === url.searchParams.get('saved'))
	};
};

const moving =
	(change: typeof joinFamily, saved: (typeof SAVED)[number]) =>
	async ({ locals, params, request }: RequestEvent) => {
		sendingRegistrar(locals);
		const rejected = await submit(request, FamilyMember, (member) => change(locals, member));
		if (rejected) return fail(rejected.status, rejected.data);
		redirect(303, link(`/register/families/${params.slug}`, { data_set: locals.data_set, saved }));
	};

export const actions: Actions = {
	join: moving(joinFamily, 'put in'),
	leave: moving(leaveFamily, 'taken out')
};
