import { randomUUID } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import { leaveDraft } from './changes/keep-draft.ts';
import { typed } from './form.ts';

/** By this key a browser gets back what was typed in it while nobody was signed in any more. */
const COOKIE = 'followthrough_words';
const LASTS_SECONDS = 24 * 60 * 60;
const KEY = /^[0-9a-f-]{36}$/;
const NUMBER = /^[1-9]\d{0,8}$/;

/** The key that the browser holds; undefined where it holds none. */
export const browserKey = (cookies: RequestEvent['cookies']): string | undefined => {
	const key = cookies.get(COOKIE);
	return key && KEY.test(key) ? key : undefined;
};

/**
 * Keeps what came with a form whose session has ended meanwhile, for the person to whom the form was shown (its field
 * `person`) and for this browser alone. What is not theirs, or no form, is dropped without a word.
 */
export const keepWords = async (
	{ request, cookies, locals, url }: Pick<RequestEvent, 'request' | 'cookies' | 'locals' | 'url'>,
	assignment: string
): Promise<void> => {
	const { person = '', ...fields } = (await typed(request))?.values ?? {};
	if (!NUMBER.test(person) || !NUMBER.test(assignment)) return;
	const key = browserKey(cookies) ?? randomUUID();
	const draft = { person_id: Number(person), assignment_id: Number(assignment), fields, key };
	if (!(await leaveDraft(locals, draft))) return;
	cookies.set(COOKIE, key, {
		path: '/my-work',
		httpOnly: true,
		sameSite: 'lax',
		secure: url.protocol === 'https:',
		maxAge: LASTS_SECONDS
	});
};
