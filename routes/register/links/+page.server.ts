import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import * as families from '#db/queries/families.ts';
import { link } from '#lib/components/link.ts';
import { LINK_KINDS, NewLink } from '#lib/domain/family.ts';
import { required, whole, words } from '#lib/domain/field.ts';
import { linkRecommendations, unlinkRecommendations } from '#lib/server/changes/link-recommendations.ts';
import { submit } from '#lib/server/form.ts';
import { pageAsked } from '#lib/server/page-asked.ts';
import { registrarOf, sendingRegistrar } from '#lib/server/registrar.ts';
import type { Actions, PageServerLoad } from './$types';

const A_PAGE = 50;

const Unlink = z.object({
	link_id: whole('the tie'),
	reason: required(words('the reason', 1000), 'Say why the tie is taken away.')
});

export const load: PageServerLoad = async ({ locals, url }) => {
	const { data_set } = registrarOf(locals, url);
	const n = await families.countTies(locals.db, data_set);
	const { page, pages, ...part } = pageAsked(url, n, A_PAGE);
	return {
		n,
		page,
		pages,
		kinds: LINK_KINDS,
		saved: ['kept', 'taken away'].find((each) => each === url.searchParams.get('saved')),
		ties: await families.ties(locals.db, data_set, part)
	};
};

const backTo = ({ data_set }: App.Locals, saved: string) =>
	redirect(303, link('/register/links', { data_set, saved }));

export const actions: Actions = {
	link: async ({ locals, request }) => {
		sendingRegistrar(locals);
		const rejected = await submit(request, NewLink, (given) => linkRecommendations(locals, [given]));
		return rejected ? fail(rejected.status, rejected.data) : backTo(locals, 'kept');
	},
	unlink: async ({ locals, request }) => {
		sendingRegistrar(locals);
		const rejected = await submit(request, Unlink, ({ link_id, reason }) =>
			unlinkRecommendations(locals, link_id, reason)
		);
		return rejected ? fail(rejected.status, rejected.data) : backTo(locals, 'taken away');
	}
};
