import { api } from '#lib/server/api/api.ts';
import type { RequestHandler } from './$types';

/** Hands the request to Hono and nothing else. In production Hono stands in front and this is not reached. */
export const fallback: RequestHandler = ({ request, locals }) =>
	api.fetch(request, { at: locals, person: async () => locals.user });
