import { sql, type RawBuilder } from 'kysely';
import { addDays, addMonths, daysBetween, monthOf } from '#lib/domain/day.ts';
import { isNow, type Scope } from '#lib/domain/scope.ts';
import { foldedOf, learnedSince, rollupOf, within } from './narrowed.ts';

/** A ledger of what begins and ends, with its roll-ups: of what is so now, and of all that began and ended in a month. */
const LEDGERS = {
	duty: { columns: ['clock', 'due_on', 'status'], now: 'duty_by_due_date', months: 'duty_by_month' },
	fact: { columns: ['fact', 'value', 'day', 'length'], now: 'fact_count', months: 'fact_by_month' }
} as const;

const columnsOf = (of: keyof typeof LEDGERS) =>
	sql.join(LEDGERS[of].columns.map((column) => sql.ref(`m.${column}`)));

/** Rows of a ledger, those that are alike added up: what is asked of them is then worked out of far fewer. */
const rows = (
	of: keyof typeof LEDGERS,
	relation: 'change' | 'pending',
	where: RawBuilder<unknown>,
	sign: 1 | -1 = 1
) =>
	sql`select ${columnsOf(of)}, ${sql.lit(sign)} * sum(m.change) as n from ${sql.table(`${of}_${relation}`)} m
		where ${where} group by ${columnsOf(of)}`;

const all = (relations: RawBuilder<unknown>[]) => sql.join(relations, sql` union all `);

/** Everything that began and ended up to a day, by months; of the month of the day its ledger, from the nearer end. */
const byMonth = (of: keyof typeof LEDGERS, scope: Scope, which: RawBuilder<unknown>) => {
	const { data_set, as_at } = scope;
	const month = monthOf(as_at);
	const next = addMonths(month, 1);
	const isEarly = daysBetween(month, as_at) < daysBetween(as_at, next);
	const until = isEarly ? month : next;
	const here = sql`m.data_set = ${data_set} and ${which}`;
	return [
		sql`select ${columnsOf(of)}, m.n from ${sql.table(LEDGERS[of].months)} m where ${here} and m.month < ${until}`,
		rows(of, 'pending', sql`${here} and m.effective_on < ${until}`),
		isEarly
			? rows(of, 'change', sql`${here} and m.effective_on between ${month} and ${as_at}`)
			: rows(
					of,
					'change',
					sql`${here} and m.effective_on between ${addDays(as_at, 1)} and ${addDays(next, -1)}`,
					-1
				)
	];
};

/**
 * What holds of the assignments of a scope as at its day, in rows of the columns of a ledger and `n`: 1 where it begins, -1
 * where it ends, or their sum where the roll-ups can answer. `which` narrows it by a condition on a row `m`.
 */
export const holding = (
	of: keyof typeof LEDGERS,
	scope: Scope,
	which: RawBuilder<unknown> = sql`true`
): RawBuilder<unknown> => {
	const { as_at, known_at, today } = scope;
	const here = sql`${within(scope)} and ${which}`;
	const folded = foldedOf(scope);
	if (!folded) {
		const inTime = sql`${here} and m.effective_on <= ${as_at}`;
		return rows(of, 'change', known_at ? sql`${inTime} and m.recorded_on <= ${known_at}` : inTime);
	}
	const { at, around, outside } = folded;
	const now = [
		sql`select ${columnsOf(of)}, m.n from ${sql.table(LEDGERS[of].now)} m where ${at} and ${which}`,
		rows(of, 'pending', sql`${around} and ${which}`),
		...(outside ? [rows(of, 'change', sql`${outside} and ${which}`, -1)] : [])
	];
	if (isNow(scope)) return all(now);
	const isLongAgo = rollupOf(scope.filter)?.dimension === 'all' && as_at < monthOf(today);
	// As it was then is as it is now, less what has happened since.
	const then = isLongAgo
		? byMonth(of, scope, which)
		: [...now, rows(of, 'change', sql`${here} and m.effective_on > ${as_at}`, -1)];
	if (!known_at || known_at >= today) return all(then);
	// As we knew it then is as we know it now, less what we have learned since.
	return all([...then, rows(of, 'change', sql`${here} and ${learnedSince(scope, known_at)}`, -1)]);
};
