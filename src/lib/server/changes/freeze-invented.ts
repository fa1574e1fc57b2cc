import * as meetings from '#db/queries/meetings.ts';
import * as papers from '#db/queries/papers.ts';
import { readAs } from '#db/transaction.ts';
import { dayOf } from '#lib/domain/day.ts';
import { installationAs } from '#lib/domain/person.ts';
import type { At } from '../at.ts';
import { freezePaper, openPaper } from './freeze-paper.ts';

/** The job that makes the paper of the invented board. */
export const FREEZE_INVENTED = 'freeze the invented paper';

/**
 * Freezes the paper of the invented board's last meeting and opens it to everybody. Begun again where it was cut short, it
 * does nothing twice; where there is no such meeting, or somebody froze a paper of it themselves, it leaves all as it is.
 * `origin` is the address at which the product is reached; without one the paper is not printed.
 */
export const freezeInvented = async (
	{ db, now }: Pick<At, 'db' | 'now'>,
	origin?: string
): Promise<string | undefined> => {
	const at: At = {
		db,
		reading: db,
		user: installationAs('demonstration', ['board']),
		today: dayOf(now),
		now
	};
	const meeting = await meetings.lastHeld(db, 'demonstration', at.today);
	if (!meeting) return undefined;
	const [frozen] = await readAs(at, (reading) => papers.ofMeeting(reading, meeting.id));
	if (frozen && (frozen.frozen_by !== null || frozen.published_at !== null)) return undefined;
	const slug = frozen?.slug ?? (await freezePaper(at, meeting.id, origin));
	await openPaper(at, slug);
	return slug;
};
