import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import * as assignments from '#db/queries/assignments.ts';
import * as myWork from '#db/queries/my-work.ts';
import { readAs } from '#db/transaction.ts';
import { link } from '#lib/components/link.ts';
import { inWords } from '#lib/domain/day.ts';
import type { Person } from '#lib/domain/person.ts';
import { ReturnedClaim, SignOff } from '#lib/domain/sign-off.ts';
import { once } from '#lib/server/changes/once.ts';
import { returnClaim } from '#lib/server/changes/return-claim.ts';
import { signOffClaim } from '#lib/server/changes/sign-off-claim.ts';
import type { At } from '#lib/server/at.ts';
import { submitMany } from '#lib/server/form-of-many.ts';
import { NOTHING_HERE, signedIn } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

const A_PAGE = 50;

const isApprover = (user: Person) => user.memberships.some(({ role }) => role === 'approver');

export const load: PageServerLoad = async ({ locals, url }) => {
	const user = signedIn(locals, url);
	if (!isApprover(user)) error(404, NOTHING_HERE);
	const page = Number(url.searchParams.get('page') || 1);
	if (!Number.isInteger(page) || page < 1 || page > 1_000_000) error(404, 'There is no such page.');
	const { claims, n, evidence } = await readAs(locals, async (trx) => {
		const found = await myWork.toSignOff(trx, user, { limit: A_PAGE, offset: (page - 1) * A_PAGE });
		const ids = found.claims.map(({ id }) => id);
		return { ...found, evidence: await assignments.evidenceOfEach(trx, ids) };
	});
	const pages = Math.max(1, Math.ceil(n / A_PAGE));
	if (page > pages) error(404, pages === 1 ? 'There is one page.' : `There are ${pages} pages.`);
	return {
		n,
		page,
		pages,
		form_key: crypto.randomUUID(),
		saved: /^\d{1,4} (signed|returned)$/.exec(url.searchParams.get('saved') ?? '')?.[0].split(' '),
		claims: claims.map(({ id, version, plain_summary, organisation, claimant, claimed_on, last_said }) => ({
			id,
			version,
			plain_summary,
			organisation,
			claimed: `${claimant ?? 'Somebody'} claimed it on ${claimed_on ? inWords(claimed_on) : 'a day not known'}`,
			last_said,
			evidence: evidence.filter(({ assignment_id }) => assignment_id === id)
		}))
	};
};

/** Decides all ticked claims in one go, and comes back with how many they were. */
const decide = async <Schema extends typeof SignOff | typeof ReturnedClaim>(
	{ locals, request, url }: RequestEvent,
	schema: Schema,
	change: (at: At, claims: z.output<Schema>[]) => Promise<unknown>,
	done: 'signed' | 'returned'
) => {
	if (!isApprover(signedIn(locals, url))) error(404, NOTHING_HERE);
	let n = 0;
	const rejected = await submitMany(request, schema, (claims, { key }) => {
		n = claims.length;
		const given = claims as z.output<Schema>[];
		return once(locals, { key, content: given }, (within) => change(within, given));
	});
	if (rejected) return fail(rejected.status, { ...rejected.data, done });
	redirect(303, link('/my-work/sign-off', { data_set: locals.data_set, saved: `${n} ${done}` }));
};

export const actions: Actions = {
	sign: (event) => decide(event, SignOff, signOffClaim, 'signed'),
	return: (event) => decide(event, ReturnedClaim, returnClaim, 'returned')
};
