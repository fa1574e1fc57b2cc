import { error } from '@sveltejs/kit';
import { NOTHING_HERE } from '#lib/server/session.ts';
import { documentOf } from '#lib/server/paper/read.ts';
import type { RequestHandler } from './$types';

/** The print of a paper (pdf), or the data behind it (json), byte for byte as it was frozen. */
export const GET: RequestHandler = ({ locals, params }) => {
	const { slug, form } = params;
	if (form !== 'pdf' && form !== 'json') error(404, NOTHING_HERE);
	return documentOf(locals, slug, form);
};
