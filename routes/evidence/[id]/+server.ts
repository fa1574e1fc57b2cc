import { Readable } from 'node:stream';
import { error } from '@sveltejs/kit';
import * as evidence from '#db/queries/evidence.ts';
import { readAs } from '#db/transaction.ts';
import { showsAs } from '#lib/domain/evidence-file.ts';
import { may } from '#lib/domain/may.ts';
import { theInstallation } from '#lib/server/installation.ts';
import { NOTHING_HERE } from '#lib/server/session.ts';
import type { RequestHandler } from './$types';

/** A header takes letters of ASCII alone; the real name goes beside it (RFC 6266). */
const attachment = (name: string): string => {
	const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
	const real = encodeURIComponent(name).replace(/['()*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
	return `attachment; filename="${plain}"; filename*=UTF-8''${real}`;
};

// A browser's own reader of PDFs is a program of its own, which a sandbox would forbid; the file itself can run nothing here.
const READER = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";
const DEAD = "default-src 'none'; sandbox";

/**
 * The bytes of a file of evidence, for those who may see it: to be saved, and dead where a browser shows it all the same.
 * With `?show` a PDF or a picture is shown inside a page of ours. What there is not answers like what is not theirs.
 */
export const GET: RequestHandler = async ({ locals, params, url, setHeaders }) => {
	const id = /^[1-9]\d{0,8}$/.test(params.id) ? Number(params.id) : undefined;
	const piece = id ? await readAs(locals, (db) => evidence.find(db, id)) : undefined;
	const { file_key, file_name, file_type, file_bytes } = piece ?? {};
	if (!piece || !file_key || !file_name || !file_type || !may(locals.user).can('readEvidence', piece))
		error(404, NOTHING_HERE);
	const bytes = await theInstallation().evidence.open(file_key);
	if (!bytes) throw new Error(`The bytes of evidence ${piece.id} are not in the store.`);
	setHeaders({ 'cache-control': 'private, no-store' });
	const is_shown = url.searchParams.has('show') && showsAs(file_type) !== undefined;
	return new Response(Readable.toWeb(bytes) as ReadableStream, {
		headers: {
			'content-type': file_type,
			'content-length': String(file_bytes),
			'content-disposition': is_shown ? 'inline' : attachment(file_name),
			'content-security-policy': is_shown && showsAs(file_type) === 'document' ? READER : DEAD,
			'cross-origin-resource-policy': 'same-origin',
			'x-content-type-options': 'nosniff'
		}
	});
};
