import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { ageBands, DUE_SOON_DAYS, type Clock, type DutyStatus } from '#lib/domain/clock.ts';
import { addDays, type Day } from '#lib/domain/day.ts';
import type { Band, DutyCount } from '#lib/domain/numbers/duties.ts';
import type { DueCount } from '#lib/domain/numbers/on-time.ts';
import type { Scope } from '#lib/domain/scope.ts';
import type { Reading } from '../schema.ts';
import { holding } from './folded.ts';

/** The SQL twin of the rule of bands in `domain/clock.ts`: where a due date lies as at a day. */
export const bandOf = (due_on: RawBuilder<unknown>, as_at: Day): RawBuilder<Band> => {
	const bands = ageBands(as_at).map(({ band, from }) =>
		from === null ? sql`else ${sql.lit(band)}` : sql`when ${due_on} >= ${from}::date then ${sql.lit(band)}`
	);
	return sql<Band>`case
		when ${due_on} is null then 'no date set'
		when ${due_on} > ${addDays(as_at, DUE_SOON_DAYS)}::date then 'not due'
		when ${due_on} >= ${as_at}::date then 'due soon'
		${sql.join(bands, sql` `)} end`;
};

/** The first days of the bands, except of the oldest, which has none. */
const bandBounds = (as_at: Day): Day[] => [
	...ageBands(as_at).flatMap(({ from }) => from ?? []),
	as_at,
	addDays(as_at, DUE_SOON_DAYS + 1)
];

type Period = { from: Day; to: Day };
const periodBounds = ({ from, to }: Period): Day[] => [from, addDays(to, 1)];

const counted = async (reading: Reading, scope: Scope, which?: RawBuilder<SqlBool>): Promise<DutyCount[]> => {
	const duties = holding('duty', scope, { which, bounds: bandBounds(scope.as_at) });
	const { rows } = await sql<{ clock: Clock; band: Band; status: DutyStatus; n: number }>`
		select clock, ${bandOf(sql`due_on`, scope.as_at)} as band, status, sum(n)::int as n
		from (${duties}) duties group by 1, 2, 3 having sum(n) <> 0 order by 1, 2, 3`.execute(reading);
	return rows;
};

/** How many duties of each clock lie in each band, and how they stand, as at the scope's day. */
export const count = (reading: Reading, scope: Scope): Promise<DutyCount[]> => counted(reading, scope);

/** The same of those that are still open alone: enough for what is overdue, and a third of the work. */
export const countOpen = (reading: Reading, scope: Scope): Promise<DutyCount[]> =>
	counted(reading, scope, sql<SqlBool>`m.status = 'open'`);

/** How the duties stand whose dates lie in a period, both ends included, as at the scope's day. */
export const countDue = async (reading: Reading, scope: Scope, period: Period): Promise<DueCount[]> => {
	const which = sql`m.due_on between ${period.from} and ${period.to}`;
	const { rows } = await sql<DueCount>`
		select clock, status, sum(n)::int as n from (${holding('duty', scope, { which, bounds: periodBounds(period) })}) duties
		group by 1, 2 having sum(n) <> 0 order by 1, 2`.execute(reading);
	return rows;
};

/**
 * In one pass what the numbers of progress ask: the duties that are open and the replies that were given, by band, and
 * how the duties stand whose dates lie in a period.
 */
export const countOwedAndDue = async (
	reading: Reading,
	scope: Scope,
	period: Period
): Promise<{ owed: DutyCount[]; due: DueCount[] }> => {
	const bounds = [...bandBounds(scope.as_at), ...periodBounds(period)];
	const { rows } = await sql<{ clock: Clock; band: Band; status: DutyStatus; is_due: boolean; n: number }>`
		select clock, ${bandOf(sql`due_on`, scope.as_at)} as band, status,
			coalesce(due_on between ${period.from} and ${period.to}, false) as is_due, sum(n)::int as n
		from (${holding('duty', scope, { bounds })}) duties group by 1, 2, 3, 4 having sum(n) <> 0 order by 1, 2, 3, 4`.execute(
		reading
	);
	const owed = new Map<string, DutyCount>();
	const due = new Map<string, DueCount>();
	const add = <Count extends { n: number }>(to: Map<string, Count>, key: string, count: Count) =>
		to.set(key, { ...count, n: (to.get(key)?.n ?? 0) + count.n });
	for (const { clock, band, status, is_due, n } of rows) {
		if (status === 'open' || clock === 'response')
			add(owed, `${clock} ${band} ${status}`, { clock, band, status, n });
		if (is_due) add(due, `${clock} ${status}`, { clock, status, n });
	}
	const some = <Count extends { n: number }>(counts: Map<string, Count>) =>
		[...counts.values()].filter(({ n }) => n !== 0);
	return { owed: some(owed), due: some(due) };
};
