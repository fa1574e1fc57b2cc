import { createHash } from 'node:crypto';
import * as people from '#db/queries/people.ts';
import * as reminders from '#db/queries/reminders.ts';
import { readAs } from '#db/transaction.ts';
import { link } from '#lib/components/link.ts';
import { calendar, type CalendarEntry } from '#lib/domain/calendar.ts';
import type { Clock } from '#lib/domain/clock.ts';
import { addDays } from '#lib/domain/day.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { At } from './at.ts';

/** What is kept of the secret part of a calendar's address. */
export const sha256Of = (token: string): Uint8Array => createHash('sha256').update(token).digest();

const BACK_DAYS = 365;
const AHEAD_DAYS = 730;
const MOST = 2_000;

const DUE: Record<Clock, string> = { response: 'Reply due', action: 'Action due', evidence: 'Evidence due' };

const entryOf = (
	{ assignment_id, clock, due_on, latest_on, plain_summary, organisation, source, reference }: reminders.Owed,
	data_set: DataSet,
	origin: string
): CalendarEntry => ({
	uid: `assignment-${assignment_id}-${clock}@${new URL(origin).hostname}`,
	on: due_on,
	summary: `${DUE[clock]}: ${plain_summary}`,
	description: `${organisation}\n${source}, ${reference}`,
	url: `${origin}${link(`/my-work/${assignment_id}`, { data_set })}`,
	revised_on: latest_on
});

/**
 * The calendar of whoever an address belongs to: the dates that their organisations have still to keep, from a year ago to
 * two years ahead. Undefined for an address that is nobody's, was renewed or ended, or belongs to somebody who is suspended.
 */
export const calendarOf = async (
	{ db, today }: Pick<At, 'db' | 'today'>,
	token: string,
	origin: string
): Promise<string | undefined> => {
	const owner = await readAs({ db, user: { id: null } }, (trx) =>
		reminders.ownerOfCalendar(trx, sha256Of(token))
	);
	const user = owner && (await people.find(db, owner.data_set, owner.id));
	if (!user || user.suspended) return undefined;
	const owed = await readAs({ db, user }, (trx) =>
		reminders.owed(trx, user, {
			from: addDays(today, -BACK_DAYS),
			to: addDays(today, AHEAD_DAYS),
			limit: MOST
		})
	);
	return calendar(
		'Followthrough: due dates',
		owed.map((each) => entryOf(each, user.data_set, origin))
	);
};
