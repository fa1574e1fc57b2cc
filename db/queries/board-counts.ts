import { sql, type RawBuilder } from 'kysely';
import type { Day } from '#lib/domain/day.ts';
import type { Person } from '#lib/domain/person.ts';
import { MOST_COUNTED } from '#lib/domain/waiting.ts';
import type { Reading } from '../schema.ts';
import * as claims from './claims.ts';
import * as extensions from './extensions.ts';
import * as inbox from './inbox.ts';

/** The rooms that count what waits, by their address: whatever an index finds, as `select` of anything. */
const WAITING: Record<string, (user: Person, today: Day) => RawBuilder<unknown>> = {
	'/board/inbox': ({ data_set }, today) => inbox.waitingFor({ data_set, today }),
	'/board/claims': claims.waitingFor,
	'/board/extensions': extensions.waitingFor
};

/** How many wait in each of these rooms for a person, at most 1,000 each; a room that counts nothing is left out. One round trip. */
export const boardCounts = async (
	db: Reading,
	{ user, today }: { user: Person; today: Day },
	paths: readonly string[]
): Promise<Record<string, number>> => {
	const counts = paths.flatMap((path) => {
		const waiting = WAITING[path];
		return waiting
			? [
					sql`select ${path} as path, count(*)::int as n from (${waiting(user, today)} limit ${MOST_COUNTED}) waiting`
				]
			: [];
	});
	if (counts.length === 0) return {};
	const { rows } = await sql<{ path: string; n: number }>`${sql.join(counts, sql` union all `)}`.execute(db);
	return Object.fromEntries(rows.map(({ path, n }) => [path, n]));
};
