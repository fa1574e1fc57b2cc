import { health } from '#lib/server/api/health.ts';
import type { RequestHandler } from './$types';

/** For `vite dev`; in production Hono stands in front and this is not reached. */
export const GET: RequestHandler = ({ request }) => health.fetch(request);
