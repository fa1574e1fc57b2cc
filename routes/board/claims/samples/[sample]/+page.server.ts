import { error } from '@sveltejs/kit';
import * as samples from '#db/queries/samples.ts';
import { resultOf } from '#lib/domain/sample.ts';
import { NOTHING_HERE } from '#lib/server/session.ts';
import { sampler } from '../sampler.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const user = sampler(locals, url);
	const id = /^[1-9]\d{0,8}$/.test(params.sample) ? Number(params.sample) : undefined;
	const sample = id ? await samples.find(locals.db, user.data_set, id) : undefined;
	if (!sample) error(404, NOTHING_HERE);
	return {
		sample,
		result: resultOf(sample)?.sentence,
		claims: await samples.claims(locals.db, user, sample.id),
		saved: url.searchParams.get('saved') === 'verdict'
	};
};
