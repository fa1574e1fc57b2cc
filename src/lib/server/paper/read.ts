import { error } from '@sveltejs/kit';
import * as papers from '#db/queries/papers.ts';
import type { Reading } from '#db/schema.ts';
import { readAs } from '#db/transaction.ts';
import { may } from '#lib/domain/may.ts';
import type { PaperKind } from '#lib/domain/paper.ts';
import { NOTHING_HERE } from '../session.ts';

/** A paper that whoever asks may read; 404 for one that there is not, or that is kept to the board. */
export const paperAt = async (db: Reading, { user, data_set }: App.Locals, slug: string) => {
	const paper = await papers.find(db, data_set, slug);
	const about = { data_set, is_public: paper?.published_at !== null };
	if (!paper || !may(user).can('readPaper', about)) error(404, NOTHING_HERE);
	return paper;
};

const TYPES: Record<PaperKind, string> = {
	html: 'text/html; charset=utf-8',
	json: 'application/json; charset=utf-8',
	pdf: 'application/pdf'
};

const NOT_PRINTED =
	'There is no PDF of this paper: it is still being printed, or there was no Chromium on this server to print it with. Open the paper and print it with your own browser, which makes the same.';

/** The bytes of a paper in one of its forms, as they were frozen. Nothing that it holds can run, or fetch anything. */
export const documentOf = async (locals: App.Locals, slug: string, kind: PaperKind): Promise<Response> => {
	const { paper, found } = await readAs(locals, async (db) => {
		const paper = await paperAt(db, locals, slug);
		return { paper, found: await papers.document(db, paper.id, kind) };
	});
	if (!found) error(404, kind === 'pdf' ? NOT_PRINTED : NOTHING_HERE);
	return new Response(Buffer.from(found.bytes), {
		headers: {
			'content-type': TYPES[kind],
			'cache-control': paper.published_at ? 'public, no-cache' : 'private, no-store',
			etag: `"${Buffer.from(found.sha256).toString('hex')}"`,
			'content-security-policy':
				"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
		}
	});
};
