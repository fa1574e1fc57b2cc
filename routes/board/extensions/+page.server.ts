import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as extensions from '#db/queries/extensions.ts';
import { readAs } from '#db/transaction.ts';
import { link } from '#lib/components/link.ts';
import { daysBetween, inWords, type Day } from '#lib/domain/day.ts';
import { countOf, verb, written } from '#lib/domain/numbers/in-words.ts';
import { ExtensionRuling, slipDays, type ExtensionDecision } from '#lib/domain/extension.ts';
import type { Person } from '#lib/domain/person.ts';
import { decideExtension } from '#lib/server/changes/decide-extension.ts';
import { once } from '#lib/server/changes/once.ts';
import { submitMany } from '#lib/server/form-of-many.ts';
import { NOTHING_HERE, signedIn } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

const A_PAGE = 50;

/** Whoever decides about more time; 404 for everybody else. */
const decider = (locals: App.Locals, url: URL): Person => {
	const user = signedIn(locals, url);
	if (!user.memberships.some(({ role }) => role === 'board' || role === 'issuer')) error(404, NOTHING_HERE);
	return user;
};

/** What a later date would do to the whole: how the others stand who were asked the same. */
const besideOthers = (others: extensions.Others | undefined, asked_for_on: Day): string => {
	if (!others || others.n === 0) return 'Nobody else has a date for this.';
	const { n, median_on, later, done } = others;
	const apart = median_on === null ? 0 : daysBetween(median_on, asked_for_on);
	const middle =
		median_on === null
			? ''
			: ` The middle one of their dates is ${inWords(median_on)}: this would be ${apart === 0 ? 'on the same day' : `${days(Math.abs(apart))} ${apart > 0 ? 'after' : 'before'} it`}.`;
	return `${countOf(n, 'other organisation')} ${verb(n, 'has', 'have')} a date for the same.${middle} ${done === 0 ? 'None' : written(done)} of them ${verb(done, 'is', 'are')} done, and ${later === 0 ? 'none has' : later === 1 ? '1 has' : `${written(later)} have`} a later date than this.`;
};

const days = (n: number) => (n === 1 ? '1 day' : `${n} days`);

export const load: PageServerLoad = async ({ locals, url }) => {
	const user = decider(locals, url);
	const page = Number(url.searchParams.get('page') || 1);
	if (!Number.isInteger(page) || page < 1 || page > 1_000_000) error(404, 'There is no such page.');
	const { n, asked, others } = await readAs(locals, async (trx) => {
		const found = await extensions.toDecide(trx, user, { limit: A_PAGE, offset: (page - 1) * A_PAGE });
		const ids = found.asked.map(({ id }) => id);
		return { ...found, others: await extensions.others(trx, ids) };
	});
	const pages = Math.max(1, Math.ceil(n / A_PAGE));
	if (page > pages) error(404, pages === 1 ? 'There is one page.' : `There are ${pages} pages.`);
	return {
		n,
		page,
		pages,
		form_key: crypto.randomUUID(),
		saved: /^\d{1,4} (granted|refused)$/.exec(url.searchParams.get('saved') ?? '')?.[0].split(' '),
		requests: asked.map((one) => {
			const slip = slipDays(one.original_on, one.current_on);
			const wanted = slipDays(one.original_on, one.asked_for_on);
			const isLate = one.current_on !== null && one.asked_on > one.current_on;
			return {
				id: one.id,
				assignment_id: one.assignment_id,
				plain_summary: one.plain_summary,
				organisation: one.organisation,
				needs_board: one.needs_board,
				asked: `${one.asked_by ?? 'Somebody'} asked on ${inWords(one.asked_on)}${isLate ? ', after the date had passed' : ''}`,
				why: `${one.barrier}: ${one.reason}`,
				clock: one.clock,
				beside: besideOthers(others.get(one.id), one.asked_for_on),
				dates: [
					{ label: 'Original date', text: one.original_on ? inWords(one.original_on) : 'not set' },
					{
						label: 'Date now',
						text: `${one.current_on ? inWords(one.current_on) : 'not set'}${slip > 0 ? `, slipped by ${days(slip)} so far` : ', not moved yet'}`
					},
					{
						label: 'Asked for',
						text: `${inWords(one.asked_for_on)}, ${days(wanted)} after the original date`
					}
				]
			};
		})
	};
};

/** Decides all ticked requests in one go, and comes back with how many they were. */
const decide = async ({ locals, request, url }: RequestEvent, decision: ExtensionDecision) => {
	decider(locals, url);
	let n = 0;
	const rejected = await submitMany(
		request,
		ExtensionRuling,
		(rulings, { key }) => {
			n = rulings.length;
			return once(locals, { key, content: rulings }, (within) => decideExtension(within, rulings));
		},
		{ named: 'extension_id', fixed: { decision } }
	);
	if (rejected) return fail(rejected.status, { ...rejected.data, decision });
	redirect(303, link('/board/extensions', { data_set: locals.data_set, saved: `${n} ${decision}` }));
};

export const actions: Actions = {
	grant: (event) => decide(event, 'granted'),
	refuse: (event) => decide(event, 'refused')
};
