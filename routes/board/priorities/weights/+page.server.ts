import { redirect } from '@sveltejs/kit';
import * as priorities from '#db/queries/priorities.ts';
import { link } from '#lib/components/link.ts';
import { weighing } from '#lib/domain/priority-form.ts';
import { FIRST_CRITERIA } from '#lib/domain/priority.ts';
import { boardOf, sendingBoard } from '#lib/server/board.ts';
import { setWeights } from '#lib/server/changes/set-weights.ts';
import { submit } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

const VERSIONS = 20;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { data_set } = boardOf(locals, url);
	const versions = await priorities.weightings(locals.db, data_set, VERSIONS);
	return { versions, criteria: versions[0]?.weights ?? [...FIRST_CRITERIA] };
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const { data_set } = sendingBoard(locals);
		const criteria = await priorities.criteria(locals.db, data_set);
		const rejected = await submit(request, weighing(criteria), async (given) => {
			await setWeights(locals, given);
			return true;
		});
		return rejected ?? redirect(303, link('/board/priorities', { data_set }));
	}
};
