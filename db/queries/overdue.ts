import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Clock } from '#lib/domain/clock.ts';
import type { Day } from '#lib/domain/day.ts';

const OPEN = `a.closure = 'open' and a.disposition not in ('merged', 'declined', 'superseded')`;
const KEPT = `a.position not in ('not accepted', 'not applicable')`;

/** When `assignment a` still owes what a clock is for. Word for word what its partial indexes hold, so that they can be used. */
export const OWED: Record<Clock, string> = {
	response: `${OPEN} and a.position = 'awaiting response'`,
	action: `${OPEN} and a.delivery <> 'delivered' and ${KEPT}`,
	evidence: `${OPEN} and a.assurance not in ('submitted', 'assured', 'sustained') and ${KEPT}`
};

/** The SQL twin of `dutiesOf` and `isOverdue` in `domain/clock.ts`, on `assignment a`: overdue by one clock on a day. */
export const overdue = (clock: Clock, today: Day): RawBuilder<SqlBool> =>
	sql<SqlBool>`(${sql.raw(OWED[clock])} and a.${sql.ref(`${clock}_due_on`)} < ${today}::date)`;

/** The earliest date that `assignment a` has missed and not made good; null when it is not overdue by any clock. */
export const overdueSince = (today: Day): RawBuilder<Day | null> => {
	const missed = (clock: Clock) =>
		sql`case when ${overdue(clock, today)} then a.${sql.ref(`${clock}_due_on`)} end`;
	return sql<Day | null>`least(${missed('response')}, ${missed('action')}, ${missed('evidence')})`;
};
