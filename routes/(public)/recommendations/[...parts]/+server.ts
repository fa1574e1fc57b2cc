import { redirect } from '@sveltejs/kit';
import { slugOf } from '#lib/domain/recommendation.ts';
import type { RequestHandler } from './$types';

/** A reference with its own slashes (`R/2022/188`) leads to the page of that recommendation. */
export const GET: RequestHandler = ({ params, url }) =>
	redirect(308, `/recommendations/${slugOf(params.parts)}${url.search}`);
