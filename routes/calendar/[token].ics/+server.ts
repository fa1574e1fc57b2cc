import { error } from '@sveltejs/kit';
import { calendarOf } from '#lib/server/calendar.ts';
import { NOTHING_HERE } from '#lib/server/session.ts';
import type { RequestHandler } from './$types';

/** A secret of ours has this shape; nothing else is looked up. */
const TOKEN = /^[\w-]{43}$/;

/** The due dates of whoever holds the address, as iCalendar. No sign-in: the address is the key. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const text = TOKEN.test(params.token) ? await calendarOf(locals, params.token, url.origin) : undefined;
	if (text === undefined) error(404, NOTHING_HERE);
	return new Response(text, {
		headers: {
			'content-type': 'text/calendar; charset=utf-8',
			'content-disposition': 'inline; filename="followthrough.ics"',
			'cache-control': 'private, no-store',
			'referrer-policy': 'no-referrer',
			'x-robots-tag': 'noindex'
		}
	});
};
