import { randomUUID } from 'node:crypto';
import { error, redirect } from '@sveltejs/kit';
import * as assignments from '#db/queries/assignments.ts';
import * as drafts from '#db/queries/drafts.ts';
import * as howOthersDidIt from '#db/queries/how-others-did-it.ts';
import * as myWork from '#db/queries/my-work.ts';
import { readAs } from '#db/transaction.ts';
import { link } from '#lib/components/link.ts';
import { told } from '#lib/components/told.ts';
import { AssignmentUpdateForm } from '#lib/domain/assignment-update.ts';
import { dayOf, inWords, timeOf } from '#lib/domain/day.ts';
import { Publication } from '#lib/domain/evidence.ts';
import { ExtensionRequest } from '#lib/domain/extension.ts';
import { may } from '#lib/domain/may.ts';
import { sentBack } from '#lib/domain/my-work.ts';
import { ReturnedClaim, SignOff } from '#lib/domain/sign-off.ts';
import { Statement } from '#lib/domain/statement.ts';
import { Undo, undoableUntil, whyNot } from '#lib/domain/undo.ts';
import { askForExtension } from '#lib/server/changes/ask-for-extension.ts';
import { dropDraft, keepDraft, keyOf } from '#lib/server/changes/keep-draft.ts';
import { publishEvidence } from '#lib/server/changes/publish-evidence.ts';
import { returnClaim } from '#lib/server/changes/return-claim.ts';
import { saveUpdate } from '#lib/server/changes/save-update.ts';
import { signOffClaim } from '#lib/server/changes/sign-off-claim.ts';
import { stateBeside } from '#lib/server/changes/state-beside.ts';
import { undoUpdate } from '#lib/server/changes/undo-update.ts';
import { takesEvidence } from '#lib/server/evidence-store/open-store.ts';
import { submit } from '#lib/server/form.ts';
import { theInstallation } from '#lib/server/installation.ts';
import { browserKey, keepWords } from '#lib/server/left-words.ts';
import { signedIn } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';
import { cardOf, datesOf } from '../card.ts';
import { choicesOf } from './choices.ts';
import { answer, mine } from './mine.ts';

const NEWEST = 20;
const EXAMPLES = 3;

export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
	signedIn(locals, url);
	const { found, user, as } = await mine({ locals, params });
	const { today, now } = locals;
	const { id, version } = found;
	const key = browserKey(cookies);
	const own = await readAs(locals, async (trx) => ({
		draft: user.id
			? await drafts.find(trx, user.id, id, key === undefined ? undefined : keyOf(key))
			: undefined,
		evidence: await assignments.evidence(trx, id),
		history: await assignments.history(trx, id, NEWEST),
		saving: (await assignments.lastSavings(trx, [id])).get(id),
		waiting: (await assignments.extensions(trx, [id])).filter(({ decision }) => decision === null),
		next: await myWork.next(trx, user, today, id),
		verdicts: await assignments.verdicts(trx, id),
		others: await howOthersDidIt.list(trx, found, EXAMPLES)
	}));
	const { draft, saving, next } = own;
	const canUndo = saving && !whyNot(found, saving, { user_id: user.id, now, seen_version: version });
	return {
		assignment: found,
		person: user.id,
		form_key: randomUUID(),
		choices: choicesOf(found, { as, today }),
		isSigner: may(user).can('signOff', found),
		dates: datesOf(found, today),
		evidence: own.evidence.map((one) => ({ ...one, added_on: dayOf(one.added_at) })),
		history: own.history.map((event) => told(event, found)),
		lately: own.history
			.filter(({ what, stands }) => stands || what === 'undo')
			.sort((a, b) => b.id - a.id)
			.map((event) => ({ ...told(event, found), at: timeOf(event.recorded_at) })),
		sentBack: sentBack(found, own.history),
		waiting: own.waiting,
		verdicts: own.verdicts,
		others: own.others,
		draft: draft && {
			values: draft.fields,
			kept_at: draft.kept_at.toISOString(),
			kept: `${inWords(dayOf(draft.kept_at))} at ${timeOf(draft.kept_at)}`
		},
		undo: canUndo ? { until: timeOf(undoableUntil(saving)) } : undefined,
		saved: url.searchParams.get('saved'),
		next: next && cardOf(next, today)
	};
};

export const actions: Actions = {
	update: async (event) => {
		const { locals, request, params, url } = event;
		if (!locals.user) {
			await keepWords(event, params.assignment);
			signedIn(locals, new URL(link(url.pathname, { data_set: locals.data_set }), url));
		}
		const { found, as } = await mine(event);
		let saved = 'update';
		const rejected = await submit(
			request,
			AssignmentUpdateForm,
			(update, values) => {
				if (update.delivery === 'delivered' && as === 'contributor') saved = 'claim';
				return saveUpdate(locals, [update], values.key);
			},
			{ assignment_id: params.assignment },
			{ evidence_file: takesEvidence(theInstallation()) }
		);
		if (rejected) await keepDraft(locals, found.id, rejected.data.values);
		return answer('update', rejected, event, saved);
	},
	discard: async (event) => {
		const { found } = await mine(event);
		await dropDraft(event.locals, found.id);
		redirect(303, link(`/my-work/${found.id}`, { data_set: event.locals.data_set, saved: 'discard' }));
	},
	undo: async (event) => {
		await mine(event);
		const { locals, request, params } = event;
		const fixed = { assignment_id: params.assignment };
		const rejected = await submit(request, Undo, (one) => undoUpdate(locals, [one]), fixed);
		return answer('undo', rejected, event, 'undo');
	},
	'sign-off': async (event) => {
		await mine(event);
		const { locals, request, params } = event;
		const fixed = { assignment_id: params.assignment };
		const rejected = await submit(request, SignOff, (claim) => signOffClaim(locals, [claim]), fixed);
		return answer('sign-off', rejected, event, 'sign-off');
	},
	return: async (event) => {
		await mine(event);
		const { locals, request, params } = event;
		const fixed = { assignment_id: params.assignment };
		const rejected = await submit(request, ReturnedClaim, (claim) => returnClaim(locals, [claim]), fixed);
		return answer('return', rejected, event, 'return');
	},
	extend: async (event) => {
		await mine(event);
		const { locals, request, params } = event;
		const fixed = { assignment_id: params.assignment };
		const rejected = await submit(
			request,
			ExtensionRequest,
			(asked) => askForExtension(locals, [asked]),
			fixed
		);
		return answer('extend', rejected, event, 'extend');
	},
	state: async (event) => {
		const { found, user } = await mine(event);
		if (!may(user).can('state', found))
			error(403, 'Only an approver of the organisation can say this for it.');
		const { locals, request } = event;
		const rejected = await submit(request, Statement, (one) => stateBeside(locals, [one]));
		return answer('state', rejected, event, 'state');
	},
	publish: async (event) => {
		await mine(event);
		const { locals, request } = event;
		let saved = 'publish';
		const change = (asked: Publication) => {
			if (!asked.is_public) saved = 'unpublish';
			return publishEvidence(locals, [asked]);
		};
		const rejected = await submit(request, Publication, change);
		return answer('publish', rejected, event, saved);
	}
};
