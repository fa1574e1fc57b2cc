import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import * as assignments from '#db/queries/assignments.ts';
import * as claims from '#db/queries/claims.ts';
import { readAs } from '#db/transaction.ts';
import { link } from '#lib/components/link.ts';
import { told } from '#lib/components/told.ts';
import { dayOf } from '#lib/domain/day.ts';
import * as assurance from '#lib/domain/axes/assurance.ts';
import { Verdict } from '#lib/domain/verdict.ts';
import { Judgement } from '#lib/domain/evidence.ts';
import { giveVerdict } from '#lib/server/changes/give-verdict.ts';
import { judgeEvidence } from '#lib/server/changes/judge-evidence.ts';
import { submit } from '#lib/server/form.ts';
import { NOTHING_HERE, signedIn } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

const NEWEST = 30;

type Asked = Pick<RequestEvent<{ assignment: string }>, 'locals' | 'params'>;

/** The claim of the address, if this verifier may check it: what they may not check answers like what does not exist. */
const theirs = async ({ locals, params }: Asked) => {
	const { user } = locals;
	const id = /^[1-9]\d{0,8}$/.test(params.assignment) ? Number(params.assignment) : undefined;
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
	const [next] = (await claims.list(db, user, { limit: 2 })).filter(({ id }) => id !== found.id);
	return {
		claim: found,
		evidence: evidence.map((one) => ({ ...one, added_on: dayOf(one.added_at) })),
		verdicts: await assignments.verdicts(db, found.id),
		history: history.map((event) => told(event, found)),
		canJudge: assurance.movesFrom(found, { as: 'verifier', today }).length > 0,
		saved: url.searchParams.get('saved'),
		next: next && { id: next.id, plain_summary: next.plain_summary }
	};
};

export const actions: Actions = {
	verdict: async (event) => {
		await theirs(event);
		const { locals, params, request } = event;
		const fixed = { assignment_id: params.assignment };
		return (
			(await submit(request, Verdict, (verdict) => giveVerdict(locals, [verdict]), fixed)) ??
			redirect(
				303,
				link(`/board/claims/${params.assignment}`, { data_set: locals.data_set, saved: 'verdict' })
			)
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
