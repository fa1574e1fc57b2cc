import { Readable } from 'node:stream';
import { restOf } from '#lib/server/import-rest.ts';
import { importAt, registrarOf } from '#lib/server/registrar.ts';
import type { RequestHandler } from './$types';

/** The rows that cannot be taken in, as they stood in the file, with what is wrong with each. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	registrarOf(locals, url);
	const found = await importAt(locals, params.id);
	const name = found.file_name.replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{N} ._-]/gu, '_');
	return new Response(Readable.toWeb(Readable.from(restOf(locals, found))) as ReadableStream, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`${name} to mend.csv`)}`,
			'cache-control': 'private, no-store'
		}
	});
};
