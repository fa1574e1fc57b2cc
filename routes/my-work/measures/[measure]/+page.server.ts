import { fail, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { link } from '#lib/components/link.ts';
import { MarkedChange, Observation } from '#lib/domain/measure.ts';
import { enterObservations, markMeasureChange } from '#lib/server/changes/keep-measure.ts';
import { submit, type Rejected } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';
import { drawn, mine } from './figure.ts';
import { takesObservations } from './upload.ts';

/** A sheet of values, read already. */
const Sheet = z.object({
	sheet: z.array(Observation, { error: 'Choose a CSV with the columns observed_on and value.' })
});

export const load: PageServerLoad = async (event) => {
	const measure = await mine(event);
	const saved = event.url.searchParams.get('saved');
	return {
		measure,
		figure: await drawn(event, measure),
		saved: saved && /^\d{1,6}$/.test(saved) ? Number(saved) : undefined
	};
};

const answer = (
	form: 'enter' | 'upload' | 'mark',
	rejected: ActionFailure<Rejected> | undefined,
	{ locals, params }: Pick<RequestEvent<{ measure: string }>, 'locals' | 'params'>,
	saved: number
) => {
	if (rejected) return fail(rejected.status, { ...rejected.data, form });
	redirect(303, link(`/my-work/measures/${params.measure}`, { data_set: locals.data_set, saved }));
};

export const actions: Actions = {
	enter: async (event) => {
		const { id } = await mine(event);
		const { locals, request } = event;
		const rejected = await submit(request, Observation, (one) => enterObservations(locals, id, [one]));
		return answer('enter', rejected, event, 1);
	},
	mark: async (event) => {
		const { id } = await mine(event);
		const { locals, request } = event;
		const rejected = await submit(request, MarkedChange, (change) => markMeasureChange(locals, id, change));
		return answer('mark', rejected, event, 0);
	},
	upload: async (event) => {
		const { id } = await mine(event);
		const { locals, request } = event;
		let n = 0;
		const rejected = await submit(
			request,
			Sheet,
			async ({ sheet }) => (n = await enterObservations(locals, id, sheet)),
			{},
			{ sheet: takesObservations }
		);
		return answer('upload', rejected, event, n);
	}
};
