import { fail, redirect } from '@sveltejs/kit';
import * as successions from '#db/queries/successions.ts';
import { link } from '#lib/components/link.ts';
import { PassedOn } from '#lib/domain/organisation.ts';
import { passOn } from '#lib/server/changes/transfer-duties.ts';
import { submit } from '#lib/server/form.ts';
import { pageAsked } from '#lib/server/page-asked.ts';
import { registrarOf, sendingRegistrar } from '#lib/server/registrar.ts';
import type { Actions, PageServerLoad } from './$types';

const A_PAGE = 50;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { data_set } = registrarOf(locals, url);
	const { db, today } = locals;
	const n = await successions.count(db, data_set, today);
	const { page, pages, ...part } = pageAsked(url, n, A_PAGE);
	return {
		n,
		page,
		pages,
		passed: /^\d{1,6}$/.exec(url.searchParams.get('passed') ?? '')?.[0],
		successions: await successions.list(db, data_set, today, part)
	};
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		sendingRegistrar(locals);
		let passed = 0;
		const rejected = await submit(request, PassedOn, async (which) => {
			passed = await passOn(locals, which);
		});
		if (rejected) return fail(rejected.status, rejected.data);
		redirect(303, link('/register/successions', { data_set: locals.data_set, passed: String(passed) }));
	}
};
