import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import * as escalations from '#db/queries/escalations.ts';
import * as recipients from '#db/queries/recipients.ts';
import { readAs } from '#db/transaction.ts';
import { link } from '#lib/components/link.ts';
import { addDays, daysBetween, inWords, later } from '#lib/domain/day.ts';
import {
	draftOf,
	EscalationChoice,
	ESCALATION_STEPS,
	isLetter,
	missed,
	nextStep
} from '#lib/domain/escalation.ts';
import { addressees, officeOf } from '#lib/domain/office.ts';
import { escalate } from '#lib/server/changes/escalate.ts';
import { submit } from '#lib/server/form.ts';
import { theInstallation } from '#lib/server/installation.ts';
import { NOTHING_HERE } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';
import { presser } from '../board.ts';

type Asked = Pick<RequestEvent<{ assignment: string }>, 'locals' | 'params' | 'url'>;

/** The assignment of the address, for whoever may press for it. */
const theirs = async ({ locals, params, url }: Asked) => {
	const user = presser(locals, url);
	const id = /^[1-9]\d{0,8}$/.test(params.assignment) ? Number(params.assignment) : undefined;
	const found = id ? await escalations.find(locals.db, user.data_set, id) : undefined;
	if (!found) error(404, NOTHING_HERE);
	return found;
};

export const load: PageServerLoad = async (event) => {
	const found = await theirs(event);
	const { locals, url } = event;
	const { today } = locals;
	const { ladder } = theInstallation().settings;
	const since = missed(found, today);
	const sent = /^\d{1,4}$/.exec(url.searchParams.get('sent') ?? '')?.[0];
	const about = {
		id: found.id,
		plain_summary: found.plain_summary,
		organisation: found.organisation,
		reference: found.reference,
		slug: found.slug,
		source: found.source,
		position: found.position,
		delivery: found.delivery
	};
	if (!since)
		return { about, since: undefined, taken: [], next: undefined, to: [], unnamed: undefined, sent };
	const { taken, speakers, holders } = await readAs(locals, async (trx) => ({
		taken: await escalations.taken(trx, found.id, since.overdue_since),
		speakers: await recipients.speakers(trx, [found.organisation_id]),
		holders: await recipients.holders(trx, [found.id])
	}));
	const next = nextStep(ladder, { ...since, taken, today });
	const following = next && ESCALATION_STEPS[ESCALATION_STEPS.indexOf(next.step) + 1];
	const next_from = following
		? later(addDays(since.overdue_since, ladder.after_days[following]), addDays(today, ladder.pause_days))
		: undefined;
	const to = next && isLetter(next.step) ? addressees(next.step, speakers, holders) : [];
	const office = next && officeOf(next.step);
	const holder = holders.find((one) => one.office === office)?.name ?? null;
	return {
		about,
		since: {
			clock: since.clock,
			late: daysBetween(since.overdue_since, today),
			on: inWords(since.overdue_since)
		},
		taken: taken.map((one) => ({ ...one, taken_on: inWords(one.taken_on) })),
		next: next && {
			step: next.step,
			is_due: next.is_due,
			is_letter: isLetter(next.step),
			from_day: inWords(next.from_day),
			draft: draftOf(next.step, { ...found, ...since, holder }, { today, taken, next_from })
		},
		to: to.map(({ name, as, is_copy }) => `${is_copy ? 'as a copy to ' : ''}${name}, ${as}`),
		unnamed: holder === null ? office : undefined,
		sent
	};
};

export const actions: Actions = {
	default: async (event) => {
		const found = await theirs(event);
		const { locals, request, params } = event;
		let sent = 0;
		const rejected = await submit(
			request,
			EscalationChoice,
			async (choice) => {
				[sent = 0] = await escalate(locals, [choice], theInstallation().settings.ladder);
				return sent;
			},
			{ assignment_id: params.assignment }
		);
		return (
			rejected ??
			redirect(303, link(`/board/escalations/${found.id}`, { data_set: locals.data_set, sent: String(sent) }))
		);
	}
};
