import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import * as assignments from '#db/queries/assignments.ts';
import * as claims from '#db/queries/claims.ts';
import * as samples from '#db/queries/samples.ts';
import * as verdicts from '#db/queries/verdicts.ts';
import { readAs } from '#db/transaction.ts';
import { link } from '#lib/components/link.ts';
import { told } from '#lib/components/told.ts';
import { addMonths, dayOf } from '#lib/domain/day.ts';
import { canBeChecked, Verdict } from '#lib/domain/verdict.ts';
import { Judgement } from '#lib/domain/evidence.ts';
import { giveVerdict } from '#lib/server/changes/give-verdict.ts';
import { judgeEvidence } from '#lib/server/changes/judge-evidence.ts';
import { submit } from '#lib/server/form.ts';
import { NOTHING_HERE, signedIn } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';
import { rankedFor } from '../ranked.ts';
import { sortAsked, sortParam } from '../sort.ts';

const NEWEST = 30;
const BEFORE = 20;
/** For how long a confirmation holds unless its assessor says otherwise. */
const USUAL_MONTHS = 12;

const numberOf = (text: string) => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined);

type Asked = Pick<RequestEvent<{ assignment: string }>, 'locals' | 'params'>;

/** The claim of the address, if this verifier may check it: what they may not check answers like what does not exist. */
const theirs = async ({ locals, params }: Asked) => {
	const { user } = locals;
	const id = numberOf(params.assignment);
	const found = user && id ? await readAs(locals, (trx) => claims.find(trx, user, id)) : undefined;
	if (!user || !found) error(404, NOTHING_HERE);
	return { found, user };
};

export const load: PageServerLoad = async ({ locals, params, url }) => {
	signedIn(locals, url);
	const { found, user } = await theirs({ locals, params });
	const { db, today } = locals;
	const evidence = await readAs(locals, (trx) => assignments.evidence(trx, found.id));
	const history = await assignments.history(db, found.id, NEWEST);
	const last = numberOf(url.searchParams.get('last') ?? '');
	const sample = numberOf(url.searchParams.get('sample') ?? '');
	return {
		claim: found,
		evidence: evidence.map((one) => ({ ...one, added_on: dayOf(one.added_at) })),
		verdicts: await assignments.verdicts(db, found.id),
		before: await verdicts.before(db, found, BEFORE),
		history: history.map((event) => told(event, found)),
		canJudge: canBeChecked(found, today),
		usual_until: addMonths(today, USUAL_MONTHS),
		saved: url.searchParams.get('saved'),
		last: last && last !== found.id ? await readAs(locals, (trx) => claims.find(trx, user, last)) : undefined,
		sample,
		sort: sortParam(sortAsked(url))
	};
};

/** Where a verdict leads: to the next claim of the sample, or of all, or to the list where none is left. */
const nextOf = async ({
	locals,
	params,
	url
}: Pick<RequestEvent, 'locals' | 'params' | 'url'>): Promise<string> => {
	const { user, data_set } = locals;
	const judged = Number(params.assignment);
	const sample = numberOf(url.searchParams.get('sample') ?? '');
	const next = await readAs(locals, async (trx) => {
		if (!user) return undefined;
		if (sample) return samples.nextFor(trx, user, sample, judged);
		const ranked = await rankedFor(trx, url, user.data_set);
		return (await claims.list(trx, user, { limit: 2, ranked })).find(({ id }) => id !== judged)?.id;
	});
	const sort = sortParam(sortAsked(url));
	if (next) return link(`/board/claims/${next}`, { data_set, saved: 'verdict', last: judged, sample, sort });
	return link(sample ? `/board/claims/samples/${sample}` : '/board/claims', {
		data_set,
		saved: 'verdict',
		sort
	});
};

export const actions: Actions = {
	verdict: async (event) => {
		await theirs(event);
		const { locals, params, request } = event;
		const fixed = { assignment_id: params.assignment };
		return (
			(await submit(request, Verdict, (verdict) => giveVerdict(locals, [verdict]), fixed)) ??
			redirect(303, await nextOf(event))
		);
	},
	judge: async (event) => {
		await theirs(event);
		const { locals, params, request } = event;
		return (
			(await submit(request, Judgement, (judgement) => judgeEvidence(locals, [judgement]))) ??
			redirect(
				303,
				link(`/board/claims/${params.assignment}`, { data_set: locals.data_set, saved: 'evidence' })
			)
		);
	}
};
