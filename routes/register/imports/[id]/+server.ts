import { redirect } from '@sveltejs/kit';
import { link } from '#lib/components/link.ts';
import { importAt, registrarOf } from '#lib/server/registrar.ts';
import { stepOf } from '#lib/domain/import.ts';
import type { RequestHandler } from './$types';

/** Leads to the step at which the import is. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { data_set } = registrarOf(locals, url);
	const { id, state } = await importAt(locals, params.id);
	redirect(303, link(`/register/imports/${id}/${stepOf(state)}`, { data_set }));
};
