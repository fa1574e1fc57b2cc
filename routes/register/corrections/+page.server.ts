import { fail, redirect } from '@sveltejs/kit';
import * as corrections from '#db/queries/corrections.ts';
import { readAs } from '#db/transaction.ts';
import { link } from '#lib/components/link.ts';
import { CorrectionAnswer } from '#lib/domain/correction.ts';
import { answerCorrection } from '#lib/server/changes/answer-correction.ts';
import { submit } from '#lib/server/form.ts';
import { pageAsked } from '#lib/server/page-asked.ts';
import { registrarOf, sendingRegistrar } from '#lib/server/registrar.ts';
import type { Actions, PageServerLoad } from './$types';

const A_PAGE = 20;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { data_set } = registrarOf(locals, url);
	return readAs(locals, async (trx) => {
		const n = await corrections.count(trx, data_set, 'waiting');
		const { page, pages, ...part } = pageAsked(url, n, A_PAGE);
		return {
			n,
			page,
			pages,
			saved: ['accepted', 'refused'].find((each) => each === url.searchParams.get('saved')),
			reports: await corrections.list(trx, data_set, 'waiting', part)
		};
	});
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		sendingRegistrar(locals);
		let state = '';
		let about = '';
		const rejected = await submit(request, CorrectionAnswer, (answer) => {
			state = answer.state;
			return answerCorrection(locals, answer);
		});
		if (!rejected) redirect(303, link('/register/corrections', { data_set: locals.data_set, saved: state }));
		about = rejected.data.values.correction_id ?? '';
		return fail(rejected.status, { ...rejected.data, about });
	}
};
