import type { Database, Reading } from '#db/schema.ts';
import type { Day } from '#lib/domain/day.ts';
import type { Person } from '#lib/domain/person.ts';

/** Who acts, when and on what: the first argument of every change, and what every request carries. */
export type At = {
	/** The database that is written; signed-in pages read from it too, so that nobody misses their own update. */
	db: Database;
	/** What public pages ask: the replica where there is one. */
	reading: Reading;
	/** Who is signed in; undefined for the public. */
	user?: Person | undefined;
	/** The day in London, read once at the front door. */
	today: Day;
	now: Date;
};
