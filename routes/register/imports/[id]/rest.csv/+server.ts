import { Readable } from 'node:stream';
import { error } from '@sveltejs/kit';
import * as imports from '#db/queries/imports.ts';
import { readAs } from '#db/transaction.ts';
import { FILE_KEPT_DAYS } from '#lib/domain/import.ts';
import { restOf } from '#lib/server/import-rest.ts';
import { importAt, registrarOf } from '#lib/server/registrar.ts';
import type { RequestHandler } from './$types';

/** The rows that cannot be taken in, as they stood in the file, with what is wrong with each. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	registrarOf(locals, url);
	const found = await importAt(locals, params.id);
	if (!(await readAs(locals, (db) => imports.part(db, found.id, 0))))
		error(
			410,
			`The file is not here any more: it is kept for ${FILE_KEPT_DAYS} days. Upload it again to see which of its rows cannot be taken in.`
		);
	const name = found.file_name.replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{N} ._-]/gu, '_');
	return new Response(Readable.toWeb(Readable.from(restOf(locals, found))) as ReadableStream, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`${name} to mend.csv`)}`,
			'cache-control': 'private, no-store'
		}
	});
};
