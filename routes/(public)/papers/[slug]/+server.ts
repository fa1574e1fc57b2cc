import { documentOf } from '#lib/server/paper/read.ts';
import type { RequestHandler } from './$types';

/** A frozen paper at its permanent address, byte for byte as it was. */
export const GET: RequestHandler = ({ locals, params }) => documentOf(locals, params.slug, 'html');
