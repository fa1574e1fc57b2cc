import * as agendas from '#db/queries/agenda.ts';
import { addDays } from '#lib/domain/day.ts';
import type { At } from '#lib/server/at.ts';
import { addItem, addRecord, callMeeting, chooseDay } from '#lib/server/changes/prepare-meeting.ts';
import { takeMinutes } from '#lib/server/changes/take-minutes.ts';

const BOARD = 'Northmere Quality Board';
/** A board meets every two months; one meeting is to come. */
const LAST_DAYS_AGO = 45;
const FIRST_DAYS_AGO = 106;
const NEXT_IN_DAYS = 12;
const MOST = 1_000;

/** That day at ten, as the secretary would have acted then. */
const onDay = (at: At, days_ago: number): At => {
	const today = addDays(at.today, -days_ago);
	return { ...at, today, now: new Date(`${today}T10:00:00Z`) };
};

const decided = (what: string) => ({
	kind: 'decision' as const,
	what,
	records: undefined,
	reason: undefined,
	owner: undefined,
	due_on: undefined
});

/**
 * Two meetings that are over and one to come with its agenda. Freezing a paper takes longer than a first start can wait:
 * that of the last meeting is frozen in the background.
 */
export const holdMeetings = async (at: At): Promise<void> => {
	const { untriaged } = await agendas.offered(at.db, 'demonstration', { today: at.today, limit: MOST });
	// The oldest had been made by the time of every meeting.
	const [one, two, three] = untriaged.toReversed();
	const first = onDay(at, FIRST_DAYS_AGO);
	const held = await callMeeting(first, { board: BOARD, held_on: first.today });
	await takeMinutes(
		first,
		held,
		decided('The board reads what is overdue at each meeting, the oldest first.')
	);

	const last = onDay(at, LAST_DAYS_AGO);
	const read = await callMeeting(last, { board: BOARD, held_on: last.today });
	await chooseDay(last, read, last.today);
	await addItem(last, read, { title: 'What is overdue', ask: 'To note', records: undefined });
	if (one) await addRecord(last, read, one);
	if (one) await takeMinutes(last, read, decided(`${one.label}: wait for the answer of the sector.`));
	await takeMinutes(last, read, {
		...decided('Write to every organisation that has not replied.'),
		kind: 'action',
		owner: 'The secretary',
		due_on: addDays(last.today, 30)
	});

	const next = await callMeeting(at, { board: BOARD, held_on: addDays(at.today, NEXT_IN_DAYS) });
	for (const tie of [two, three]) if (tie) await addRecord(at, next, tie);
};
