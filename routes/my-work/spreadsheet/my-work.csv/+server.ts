import * as myWork from '#db/queries/my-work.ts';
import { MOST_ROWS, sheetOf } from '#lib/csv/answers.ts';
import { signedIn } from '#lib/server/session.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, url }) => {
	const user = signedIn(locals, url);
	const assignments = await myWork.open(locals.db, user, { limit: MOST_ROWS });
	return new Response(sheetOf(assignments), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="my-work-${locals.today}.csv"`,
			'cache-control': 'no-store'
		}
	});
};
