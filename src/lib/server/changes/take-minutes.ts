import * as agendas from '#db/queries/agenda.ts';
import * as meetings from '#db/queries/meetings.ts';
import { finishAction, insertLine } from '#db/record/meetings.ts';
import { record, type Draft } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import { inWords } from '#lib/domain/day.ts';
import { may } from '#lib/domain/may.ts';
import { mentionedIn, type NewMinute, type Tie } from '#lib/domain/meeting.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';
import { tiesTyped } from './prepare-meeting.ts';

const once = (ties: readonly Tie[]): Tie[] => [
	...new Map(ties.map((tie) => [`${tie.subject} ${tie.subject_id}`, tie])).values()
];

/**
 * Takes down a decision or an action of a meeting, tied to the recommendations that are named with it or in the line
 * itself: it stands in the history of each. Refuses one of a meeting that is still to come. Returns the number of the line.
 */
export const takeMinutes = (at: At, meeting_id: number, minute: NewMinute): Promise<number> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).holdMeeting({ data_set });
		const meeting = await meetings.lock(trx, data_set, meeting_id);
		if (!meeting) throw new Refusal('not-found', 'There is no such meeting.');
		if (meeting.held_on > at.today)
			throw new Refusal(
				'not-possible',
				`The meeting is on ${inWords(meeting.held_on)}. What it decides can be taken down from that day on.`
			);
		const { kind, what, reason = '', owner, due_on } = minute;
		const mentioned = await agendas.bySlug(trx, data_set, mentionedIn(what));
		const ties = once([
			...(await tiesTyped(trx, data_set, minute.records, 'records')),
			...[...mentioned.values()].map((subject_id): Tie => ({ subject: 'recommendation', subject_id }))
		]);
		const isAction = kind === 'action';
		const line = {
			data_set,
			meeting_id,
			kind,
			what,
			reason,
			owner: (isAction && owner) || null,
			due_on: (isAction && due_on) || null,
			decided_on: meeting.held_on,
			recorded_by: at.user?.id ?? null
		};
		const id = await insertLine(trx, line, ties);
		const draft: Draft = {
			subject: 'decision',
			subject_id: id,
			what: 'decision',
			to_value: kind,
			...(reason && { reason }),
			detail: {
				kind,
				what,
				...(line.owner && { owner: line.owner }),
				...(line.due_on && { due_on: line.due_on })
			},
			data_set,
			effective_on: meeting.held_on
		};
		const drafts = ties.map(({ subject_id }) => ({ ...draft, recommendation_id: subject_id }));
		await record(trx, at, drafts.length > 0 ? drafts : [draft]);
		return id;
	});

/** Notes that an action that a meeting gave somebody was done. */
export const closeAction = (at: At, id: number): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).holdMeeting({ data_set });
		const done = await finishAction(trx, data_set, id, at.today);
		if (!done) throw new Refusal('not-found', 'There is no such action that is still to be done.');
		return record(trx, at, [
			{
				subject: 'decision',
				subject_id: id,
				what: 'amended',
				to_value: 'done',
				detail: { field: 'action' },
				data_set,
				effective_on: at.today
			}
		]);
	});
