import { PAGE_SIZE, pageAsked } from '#lib/domain/filter.ts';
import { may } from '#lib/domain/may.ts';
import { asked, pagesOf } from '#lib/server/asked.ts';
import type { PageServerLoad } from './$types';
import { familyAt } from './family.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { page } = asked(pageAsked, url);
	const { family, members, figure } = await familyAt(locals, params.slug);
	return {
		family,
		figure,
		page,
		pages: pagesOf(members.length, page),
		members: members.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
		keeps: may(locals.user).can('keepRegister', { data_set: locals.data_set })
	};
};
