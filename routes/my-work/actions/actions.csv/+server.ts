import { error } from '@sveltejs/kit';
import * as actions from '#db/queries/actions.ts';
import * as actionsInFull from '#db/queries/actions-in-full.ts';
import { actionsFile } from '#lib/csv/actions-file.ts';
import { NOTHING_HERE, signedIn } from '#lib/server/session.ts';
import type { RequestHandler } from './$types';

const MOST_ROWS = 20_000;

export const GET: RequestHandler = async ({ locals, url }) => {
	const user = signedIn(locals, url);
	if ((await actions.organisations(locals.db, user)).length === 0) error(404, NOTHING_HERE);
	return new Response(actionsFile(await actionsInFull.list(locals.db, user, MOST_ROWS)), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="actions-${locals.today}.csv"`,
			'cache-control': 'no-store'
		}
	});
};
