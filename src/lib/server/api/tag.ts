import * as versions from '#db/queries/version.ts';
import type { Reading } from '#db/schema.ts';
import type { At } from '#lib/server/at.ts';

type Seen = { version: string | undefined; at_ms: number };

/** What each database had seen when it was last asked. */
const seen = new WeakMap<Reading, Seen>();

const FRESH_MS = 250;

const look = async (reading: Reading): Promise<string | undefined> => {
	const at_ms = performance.now();
	const version = await versions.version(reading);
	seen.set(reading, { version, at_ms });
	return version;
};

const tagOf = async ({ reading, today }: At, version: string | undefined) =>
	version === undefined ? undefined : `"${await versions.identity(reading)}.${version}.${today}"`;

/**
 * Which state of the data there is now: the database, what it has seen, and the day. The same tag means the same answer.
 * Undefined where nobody can tell.
 */
export const tagNow = async (at: At): Promise<string | undefined> => tagOf(at, await look(at.reading));

/**
 * The tag of a state no later than now, to be put on an answer that is still to be worked out. It may name an earlier
 * state: whoever holds the answer then asks once in vain, and never holds an old answer for a new one. So it need not be
 * asked for each time.
 */
export const tagBefore = async (at: At): Promise<string | undefined> => {
	const last = seen.get(at.reading);
	const isFresh = last !== undefined && performance.now() - last.at_ms < FRESH_MS;
	return tagOf(at, isFresh ? last.version : await look(at.reading));
};
