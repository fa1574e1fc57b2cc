import { randomInt } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import * as samples from '#db/queries/samples.ts';
import { link } from '#lib/components/link.ts';
import { resultOf, SampleChoice } from '#lib/domain/sample.ts';
import { drawSample } from '#lib/server/changes/draw-sample.ts';
import { submit } from '#lib/server/form.ts';
import { sampler } from './sampler.ts';
import type { Actions, PageServerLoad } from './$types';

const SHOWN = 50;
/** The seeds that a database can hold as a whole number. */
const SEEDS = 2_147_483_647;

export const load: PageServerLoad = async ({ locals, url }) => {
	const user = sampler(locals, url);
	const found = await samples.list(locals.db, user.data_set, SHOWN);
	return {
		samples: found.map((sample) => ({ ...sample, result: resultOf(sample)?.sentence })),
		shown: SHOWN
	};
};

export const actions: Actions = {
	default: async ({ locals, request, url }) => {
		const user = sampler(locals, url);
		let id = 0;
		const rejected = await submit(request, SampleChoice, async (choice) => {
			// Chance is the server's: nobody can try numbers until the claims they like come out.
			id = await drawSample(locals, user.data_set, choice, randomInt(SEEDS));
			return id;
		});
		return rejected ?? redirect(303, link(`/board/claims/samples/${id}`, { data_set: locals.data_set }));
	}
};
