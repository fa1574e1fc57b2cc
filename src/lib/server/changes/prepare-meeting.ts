import * as agendas from '#db/queries/agenda.ts';
import * as meetings from '#db/queries/meetings.ts';
import { amendMeeting, insertMeeting } from '#db/record/meetings.ts';
import { record } from '#db/record/record.ts';
import type { Writing } from '#db/schema.ts';
import { inTransaction } from '#db/transaction.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import { inWords, type Day } from '#lib/domain/day.ts';
import { may } from '#lib/domain/may.ts';
import {
	rearranged,
	referencesIn,
	type AgendaItem,
	type NewItem,
	type NewMeeting,
	type Tie
} from '#lib/domain/meeting.ts';
import { slugOf } from '#lib/domain/recommendation.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';

/** In whose register a member of the board acts. */
const boardOf = ({ user }: At): DataSet => {
	const data_set = user?.data_set ?? 'register';
	may(user).holdMeeting({ data_set });
	return data_set;
};

/** The board sets a day to meet. Returns the number of the meeting; refuses a second one of the board on the day. */
export const callMeeting = (at: At, meeting: NewMeeting): Promise<number> =>
	inTransaction(at, async (trx) => {
		const data_set = boardOf(at);
		const id = await insertMeeting(trx, { ...meeting, data_set });
		if (id === undefined)
			throw new Refusal(
				'not-possible',
				`${meeting.board} meets on ${inWords(meeting.held_on)} already. Choose another day.`,
				'held_on'
			);
		const to_value = `${meeting.board}, ${inWords(meeting.held_on)}`;
		await record(trx, at, [
			{ subject: 'meeting', subject_id: id, what: 'added', to_value, data_set, effective_on: at.today }
		]);
		return id;
	});

/** Changes a meeting under lock and notes what of it was changed. */
const amend = (
	at: At,
	id: number,
	field: string,
	change: (trx: Writing, meeting: meetings.Meeting) => Promise<{ as_at?: Day; agenda?: AgendaItem[] }>
): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const data_set = boardOf(at);
		const meeting = await meetings.lock(trx, data_set, id);
		if (!meeting) throw new Refusal('not-found', 'There is no such meeting.');
		await amendMeeting(trx, id, await change(trx, meeting));
		return record(trx, at, [
			{
				subject: 'meeting',
				subject_id: id,
				what: 'amended',
				detail: { field },
				data_set,
				effective_on: at.today
			}
		]);
	});

/** Says up to which day the paper of a meeting counts what was known: today at the latest. */
export const chooseDay = (at: At, id: number, as_at: Day): Promise<number[]> =>
	amend(at, id, 'as at', async () => {
		if (as_at > at.today)
			throw new Refusal(
				'not-possible',
				`${inWords(as_at)} is still to come. Choose ${inWords(at.today)} or an earlier day.`,
				'as_at'
			);
		return { as_at };
	});

/** The recommendations that typed references name; refuses the first that names none, under the field given. */
export const tiesTyped = async (
	trx: Writing,
	data_set: DataSet,
	typed: string | undefined,
	field: string
): Promise<Tie[]> => {
	const references = referencesIn(typed);
	const found = await agendas.bySlug(trx, data_set, references.map(slugOf));
	return references.map((reference): Tie => {
		const subject_id = found.get(slugOf(reference));
		if (!subject_id)
			throw new Refusal(
				'not-possible',
				`There is no recommendation “${reference}”. Check the reference.`,
				field
			);
		return { subject: 'recommendation', subject_id };
	});
};

const MOST_ITEMS = 100;

const withItem = (agenda: readonly AgendaItem[], item: Omit<AgendaItem, 'id'>): AgendaItem[] => {
	if (agenda.length >= MOST_ITEMS)
		throw new Refusal('not-possible', `An agenda has room for ${MOST_ITEMS} points. Take one off first.`);
	const highest = Math.max(0, ...agenda.map(({ id }) => Number(id)));
	return [...agenda, { id: String(highest + 1), ...item }];
};

/** Puts a point that was typed on the agenda of a meeting, tied to the recommendations that it names. */
export const addItem = (at: At, id: number, { title, ask, records }: NewItem): Promise<number[]> =>
	amend(at, id, 'agenda', async (trx, { data_set, agenda }) => {
		const ties = await tiesTyped(trx, data_set, records, 'records');
		return { agenda: withItem(agenda, { title, ask: ask ?? null, ties }) };
	});

const ASKS: Record<Tie['subject'], string> = {
	recommendation: 'To adopt, merge, defer or decline.',
	assignment: 'To decide what follows.',
	extension: 'To grant or refuse more time.'
};

/** Puts a record that waits for the board on the agenda of a meeting; one that is on it already stays where it is. */
export const addRecord = (at: At, id: number, tie: Tie): Promise<number[]> =>
	amend(at, id, 'agenda', async (trx, { agenda }) => {
		const isThere = agenda.some(({ ties }) =>
			ties.some(({ subject, subject_id }) => subject === tie.subject && subject_id === tie.subject_id)
		);
		if (isThere) return { agenda };
		const [found] = (await agendas.named(trx, [tie]))(tie);
		if (!found) throw new Refusal('not-found', 'There is no such record to put on the agenda.');
		const title = found.organisation ? `${found.organisation}: ${found.summary}` : found.summary;
		return { agenda: withItem(agenda, { title, ask: ASKS[tie.subject], ties: [tie] }) };
	});

/** Moves a point of the agenda one up or one down, or takes it off. */
export const rearrange = (at: At, id: number, item: string, how: 'up' | 'down' | 'off'): Promise<number[]> =>
	amend(at, id, 'agenda', async (_, { agenda }) => ({ agenda: rearranged(agenda, item, how) }));
