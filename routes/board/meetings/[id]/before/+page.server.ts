import { redirect, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import * as agendas from '#db/queries/agenda.ts';
import * as meetings from '#db/queries/meetings.ts';
import { readAs } from '#db/transaction.ts';
import { link } from '#lib/components/link.ts';
import { whole } from '#lib/domain/field.ts';
import { MeetingDay, NewItem, TIED_TO } from '#lib/domain/meeting.ts';
import { freezePaper } from '#lib/server/changes/freeze-paper.ts';
import { addItem, addRecord, chooseDay, rearrange } from '#lib/server/changes/prepare-meeting.ts';
import { closeAction } from '#lib/server/changes/take-minutes.ts';
import { submit } from '#lib/server/form.ts';
import { timeSince } from '#lib/server/paper/compose.ts';
import { sinceThen } from '#lib/server/paper/since.ts';
import { meetingAt, memberOf, numberOf } from '#lib/server/board-meeting.ts';
import type { Actions, PageServerLoad } from './$types';

const OFFERED = 10;
const OPEN_ACTIONS = 50;

const Record = z.object({ subject: z.enum(TIED_TO), subject_id: whole('the record') });
const Move = z.object({
	item: z.string().regex(/^\d{1,6}$/),
	how: z.enum(['up', 'down', 'off'])
});
const Action = z.object({ action: whole('the action') });
const Nothing = z.object({});

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { meeting, papers } = await meetingAt(locals, url, params.id);
	const { data_set, today, now } = locals;
	return readAs(locals, async (db) => {
		const before = await meetings.before(db, meeting);
		const known_at = meeting.as_at ?? today;
		const { time, from } = timeSince(before, known_at, now);
		const nameOf = await agendas.named(
			db,
			meeting.agenda.flatMap(({ ties }) => ties)
		);
		const offered = await agendas.offered(db, data_set, { today, limit: OFFERED });
		const isOn = (subject: string, id: number) =>
			meeting.agenda.some(({ ties }) => ties.some((tie) => tie.subject === subject && tie.subject_id === id));
		return {
			meeting: { id: meeting.id, board: meeting.board, held_on: meeting.held_on, as_at: meeting.as_at },
			known_at,
			from,
			from_on: time.from_on,
			since: await sinceThen(db, data_set, time, today),
			agenda: meeting.agenda.map(({ id, title, ask, ties }) => ({
				id,
				title,
				ask,
				records: ties.flatMap(nameOf)
			})),
			offered: [...offered.escalated, ...offered.untriaged, ...offered.extensions].filter(
				({ subject, subject_id }) => !isOn(subject, subject_id)
			),
			waiting: await agendas.waiting(db, data_set),
			before: before && {
				id: before.id,
				held_on: before.held_on,
				minutes: await meetings.minutes(db, before.id)
			},
			open_actions: await meetings.openActions(db, data_set, OPEN_ACTIONS),
			papers: papers.map(({ slug, frozen_at }) => ({ slug, frozen_at }))
		};
	});
};

/** Does what a form asks of the meeting, and comes back to it. */
const change = async <Schema extends z.ZodType>(
	{ locals, params, request, url }: RequestEvent<{ id: string }>,
	schema: Schema,
	work: (id: number, given: z.output<Schema>) => Promise<unknown>,
	place = ''
) => {
	memberOf(locals, url);
	const id = numberOf(params.id);
	const rejected = await submit(request, schema, (given) => work(id, given));
	return (
		rejected ?? redirect(303, link(`/board/meetings/${id}/before${place}`, { data_set: locals.data_set }))
	);
};

export const actions: Actions = {
	day: (event) => change(event, MeetingDay, (id, { as_at }) => chooseDay(event.locals, id, as_at), '#since'),
	add: (event) => change(event, NewItem, (id, item) => addItem(event.locals, id, item), '#agenda'),
	offer: (event) => change(event, Record, (id, tie) => addRecord(event.locals, id, tie), '#agenda'),
	move: (event) =>
		change(event, Move, (id, { item, how }) => rearrange(event.locals, id, item, how), '#agenda'),
	done: (event) => change(event, Action, (_, { action }) => closeAction(event.locals, action), '#last'),
	freeze: async (event) => {
		memberOf(event.locals, event.url);
		const id = numberOf(event.params.id);
		const rejected = await submit(event.request, Nothing, () =>
			freezePaper(event.locals, id, event.url.origin)
		);
		return (
			rejected ??
			redirect(303, link(`/board/meetings/${id}/after`, { data_set: event.locals.data_set, saved: 'frozen' }))
		);
	}
};
