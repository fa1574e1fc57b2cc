import { error, redirect } from '@sveltejs/kit';
import * as assigning from '#db/queries/assigning.ts';
import * as recommendations from '#db/queries/recommendation.ts';
import { link } from '#lib/components/link.ts';
import { AssignTo, mustBeAssignable, outcomesOf } from '#lib/domain/assigning.ts';
import { CADENCES } from '#lib/domain/clock.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { responseDueOn } from '#lib/domain/response-rule.ts';
import { boardOf, sendingBoard } from '#lib/server/board.ts';
import { assignTo } from '#lib/server/changes/assign-to.ts';
import { submit } from '#lib/server/form.ts';
import { NOTHING_HERE } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

type Values = Record<string, string>;

/** What the address asks to be shown beforehand, and what is wrong with it. */
const previewOf = async (locals: App.Locals, found: recommendations.Recommendation, values: Values) => {
	const { db, today } = locals;
	const { data, error: wrong } = AssignTo.safeParse(values);
	const errors: Values = {};
	for (const { path, message } of wrong?.issues ?? []) errors[String(path[0] ?? '')] ??= message;
	if (!data) return { errors };
	try {
		mustBeAssignable(found.disposition, data, today);
	} catch (refusal) {
		if (!(refusal instanceof Refusal)) throw refusal;
		return { errors: refusal.asks ? { ...refusal.fields } : { sets: refusal.message } };
	}
	const at = { data_set: found.data_set, recommendation_id: found.id, today };
	const candidates = await assigning.candidates(db, at, data);
	const codes = new Set(candidates.map(({ code }) => code));
	const unknown = data.organisations.filter((code) => !codes.has(code));
	return unknown.length > 0
		? { errors: { organisations: `There is no organisation ‘${unknown.join('’, ‘')}’. Check the code.` } }
		: { errors: {}, outcomes: outcomesOf(candidates, today) };
};

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { data_set } = boardOf(locals, url);
	const { db, today } = locals;
	const found = await recommendations.find(db, data_set, params.reference);
	if (!found) error(404, NOTHING_HERE);
	const { searchParams } = url;
	const isAsked = searchParams.has('preview');
	const chosen = searchParams.getAll('set').join(' ');
	const values: Values = { ...Object.fromEntries(searchParams), sets: chosen };
	if (!isAsked)
		values.response_due_on ??= responseDueOn(await assigning.responseRule(db, found.id), today) ?? '';
	const { errors, outcomes } = isAsked
		? await previewOf(locals, found, values)
		: { errors: {}, outcomes: undefined };
	return {
		recommendation: {
			slug: found.slug,
			reference: found.reference,
			plain_summary: found.plain_summary,
			disposition: found.disposition,
			asked: found.asked
		},
		sets: await assigning.sets(db, data_set, today),
		asked: await assigning.askedSets(db, found.id, today),
		cadences: CADENCES,
		values,
		errors: errors as Values,
		outcomes,
		made: /^\d{1,6}$/.exec(searchParams.get('made') ?? '')?.[0]
	};
};

export const actions: Actions = {
	assign: async ({ locals, params, request }) => {
		const { data_set } = sendingBoard(locals);
		const found = await recommendations.find(locals.db, data_set, params.reference);
		if (!found) error(404, NOTHING_HERE);
		let made = 0;
		const rejected = await submit(request, AssignTo, async (given) => {
			made = (await assignTo(locals, { ...given, recommendation_id: found.id })).length;
		});
		return rejected ?? redirect(303, link(`/board/assign/${found.slug}`, { data_set, made }));
	}
};
