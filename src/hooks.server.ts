import { redirect, type Handle, type HandleServerError, type ServerInit } from '@sveltejs/kit';
import { dev } from '$app/environment';
import { DATA_SETS } from '#lib/domain/data-set.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { unreadable } from '#lib/server/address.ts';
import { compressed } from '#lib/server/compressed.ts';
import { FRAMES, isEmbedded, nextRequestId, REQUEST_ID, SAFE_HEADERS } from '#lib/server/headers.ts';
import { installed, theInstallation } from '#lib/server/installation.ts';
import { actorOf, sessionOf, stepOf } from '#lib/server/session.ts';
import { sorryPage } from '#lib/server/sorry.ts';
import { STATUS_OF } from '#lib/server/status.ts';

/** Under `vite dev` there is no server of ours in front, so the installation is opened here. */
export const init: ServerInit = async () => {
	if (!dev || installed()) return;
	const { openInstallation } = await import('#lib/server/open-installation.ts');
	const { readSettings } = await import('#lib/server/settings.ts');
	await openInstallation(readSettings(process.env), (what) => console.warn(what));
};

const badAddress = (sentence: string) =>
	new Response(sorryPage('We could not read this address', sentence), {
		status: 400,
		headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }
	});

/** Where somebody does what is still to be done before they get anywhere. */
const STEPS = { 'give a code': '/sign-in/code', 'set codes up': '/account/second-factor' } as const;
const OPEN_BEFORE_THE_STEP: readonly string[] = ['/sign-in', ...Object.values(STEPS)];

/** Lets other sites show an answer in their frames. */
const openToFrames = (headers: Headers) => {
	headers.delete(FRAMES);
	const policy = headers.get('content-security-policy');
	if (policy)
		headers.set('content-security-policy', policy.replace("frame-ancestors 'self'", 'frame-ancestors *'));
};

/** Fills what a request carries, and refuses an address that asks for no data set that there is. */
export const handle: Handle = async ({ event, resolve }) => {
	const { url, request, locals } = event;
	const installation = theInstallation();
	const request_id = request.headers.get(REQUEST_ID) ?? nextRequestId();
	const { demonstration } = installation.settings;
	Object.assign(locals, installation.at(), { data_set: 'register', demonstration, request_id });

	const sentence = unreadable(url.pathname + url.search);
	if (sentence) return badAddress(sentence);
	const asked = url.searchParams.get('data') || 'register';
	const data_set = DATA_SETS.find((each) => each === asked);
	if (!data_set) return badAddress(`“data” can be: ${DATA_SETS.join(', ')}.`);
	locals.data_set = data_set;
	locals.session = await sessionOf(installation.accounts, event.cookies, url, locals.now);
	locals.user = actorOf(locals.session);
	const step = locals.session && stepOf(locals.session);
	if (step && !OPEN_BEFORE_THE_STEP.includes(url.pathname)) redirect(303, STEPS[step]);

	const answer = await resolve(event);
	// SvelteKit answers everything that a page throws with 500; a refusal is no fault of ours.
	const response = locals.refused
		? new Response(answer.body, { status: locals.refused, headers: answer.headers })
		: answer;
	if (dev) for (const [name, value] of SAFE_HEADERS) response.headers.set(name, value);
	if (isEmbedded(url.pathname)) openToFrames(response.headers);
	return compressed(request, response, !locals.session);
};

/** A refusal keeps its sentence; anything else is a fault of ours, logged and shown as an apology. */
export const handleError: HandleServerError = ({ error: thrown, event, status, message }) => {
	const { locals } = event;
	if (thrown instanceof Refusal) {
		locals.refused = STATUS_OF[thrown.kind];
		return { message: thrown.message };
	}
	if (status < 500) return { message };
	console.error(`${locals.request_id} ${event.request.method} ${event.url.pathname}`, thrown);
	return { message: 'Something went wrong here. It has been noted.', request_id: locals.request_id };
};
