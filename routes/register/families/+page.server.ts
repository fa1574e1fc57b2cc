import { fail, redirect } from '@sveltejs/kit';
import * as pairs from '#db/queries/alike-pairs.ts';
import * as families from '#db/queries/families.ts';
import { readAs } from '#db/transaction.ts';
import { link } from '#lib/components/link.ts';
import { AlikeJudgement } from '#lib/domain/family.ts';
import { wordsOf } from '#lib/domain/same-ask.ts';
import { judgeAlike } from '#lib/server/changes/judge-alike.ts';
import { lookForRepeats } from '#lib/server/changes/look-for-repeats.ts';
import { submit } from '#lib/server/form.ts';
import { pageAsked } from '#lib/server/page-asked.ts';
import { registrarOf, sendingRegistrar } from '#lib/server/registrar.ts';
import type { Actions, PageServerLoad } from './$types';

const A_PAGE = 10;
const SAVED = ['the same', 'not the same', 'looking'] as const;

const yearsBetween = (one: number | null, other: number | null): string | undefined => {
	if (one === null || other === null) return undefined;
	const apart = Math.abs(other - one);
	if (apart === 0) return `both in ${one}`;
	return `${apart} ${apart === 1 ? 'year' : 'years'} apart`;
};

export const load: PageServerLoad = async ({ locals, url }) => {
	const { data_set } = registrarOf(locals, url);
	return readAs(locals, async (db) => {
		const n = await pairs.count(db, data_set);
		const { page, pages, ...part } = pageAsked(url, n, A_PAGE);
		const rows = await pairs.list(db, data_set, part);
		return {
			n,
			page,
			pages,
			saved: SAVED.find((each) => each === url.searchParams.get('saved')),
			families: await families.names(db, data_set),
			pairs: rows.map(({ id, reasons, one, other, families: near }) => ({
				id,
				sides: [one, other],
				near,
				words: wordsOf(reasons.words, one.plain_summary),
				addressees: reasons.addressees,
				themes: reasons.themes,
				apart: yearsBetween(one.year, other.year),
				sameSource: one.source === other.source ? one.source : undefined
			}))
		};
	});
};

export const actions: Actions = {
	judge: async ({ locals, request, url }) => {
		sendingRegistrar(locals);
		let saved = '';
		const rejected = await submit(request, AlikeJudgement, (judgement) => {
			saved = judgement.judged === 'not the same' ? 'not the same' : 'the same';
			return judgeAlike(locals, [judgement]);
		});
		if (rejected) return fail(rejected.status, rejected.data);
		const page = url.searchParams.get('page');
		redirect(303, link('/register/families', { data_set: locals.data_set, page, saved }));
	},
	look: async ({ locals }) => {
		sendingRegistrar(locals);
		await lookForRepeats(locals);
		redirect(303, link('/register/families', { data_set: locals.data_set, saved: 'looking' }));
	}
};
