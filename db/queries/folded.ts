import { sql, type RawBuilder } from 'kysely';
import { CLOCKS, DUTY_STATUSES } from '#lib/domain/clock.ts';
import { addDays, addMonths, daysBetween, monthOf, type Day } from '#lib/domain/day.ts';
import { clockAndStatus, type FactKind } from '#lib/domain/fact.ts';
import { isNow, type Scope } from '#lib/domain/scope.ts';
import { asTable } from '../rows.ts';
import { BY_MONTH, FACTS_BY_DAY, FACTS_BY_MONTH } from '../by-month.ts';
import { foldedOf, learnedSince, rollupOf, within } from './narrowed.ts';

/**
 * A ledger of what begins and ends, with its roll-ups: of what is so now, and of all that began and ended in a month.
 * `apart` are its columns in an order that nobody asks for: what is added up by them is not sorted first.
 */
const LEDGERS = {
	duty: {
		columns: ['clock', 'due_on', 'status'],
		apart: ['due_on', 'clock', 'status'],
		now: 'duty_by_due_date',
		months: 'duty_by_month'
	},
	fact: {
		columns: ['fact', 'value', 'day', 'length'],
		apart: ['day', 'length', 'value', 'fact'],
		now: 'fact_count',
		months: 'fact_by_month'
	}
} as const;

const columnsOf = (of: keyof typeof LEDGERS, order: 'columns' | 'apart' = 'columns') =>
	sql.join(LEDGERS[of][order].map((column) => sql.ref(`m.${column}`)));

/** Rows of a ledger, those that are alike added up: what is asked of them is then worked out of far fewer. */
const rows = (
	of: keyof typeof LEDGERS,
	relation: 'change' | 'pending',
	where: RawBuilder<unknown>,
	sign: 1 | -1 = 1
) =>
	sql`select ${columnsOf(of)}, ${sql.lit(sign)} * sum(m.change) as n from ${sql.table(`${of}_${relation}`)} m
		where ${where} group by ${columnsOf(of, 'apart')}`;

const all = (relations: RawBuilder<unknown>[]) => sql.join(relations, sql` union all `);

const OF_CLOCKS = CLOCKS.flatMap((clock) => DUTY_STATUSES.map((status) => ({ clock, status })));

const ofDates = (fact: FactKind) =>
	OF_CLOCKS.map(({ clock, status }) => ({ fact, value: clockAndStatus(clock, status) }));

/** By which day a ledger is asked by stretches, and of what: what comes before the day in the key of its roll-up. */
const DATED: Record<keyof typeof LEDGERS, { day: string; of: Record<string, string>[] }> = {
	duty: { day: 'due_on', of: OF_CLOCKS },
	fact: {
		day: 'day',
		of: FACTS_BY_MONTH.flatMap((fact) => (fact === 'heard' ? [{ fact, value: '' }] : ofDates(fact)))
	}
};

/**
 * What is so now of everything, where nobody asks of a day more than whether it lies before each of some others: by
 * months, which stand for all their days, and by days in those months that one of the others lies in. What leads up to
 * the day in the key is looked up one by one: between its values nothing is read.
 */
const inStretches = (
	of: keyof typeof LEDGERS,
	data_set: string,
	which: RawBuilder<unknown>,
	bounds: readonly Day[]
): RawBuilder<unknown>[] => {
	const day = sql.ref(`m.${DATED[of].day}`);
	const leading = Object.keys(DATED[of].of[0] ?? {});
	const leads = asTable(DATED[of].of, Object.fromEntries(leading.map((name) => [name, 'text'])), 'led');
	const from = (dimension: string) => sql`from ${sql.table(LEDGERS[of].now)} m
		where m.data_set = ${data_set} and m.dimension = ${dimension} and m.key = '' and ${which}`;
	const parted = [...new Set(bounds.filter((bound) => bound !== monthOf(bound)).map(monthOf))];
	const isLed = sql.join(
		leading.map((name) => sql`${sql.ref(`m.${name}`)} = ${sql.ref(`led.${name}`)}`),
		sql` and `
	);
	return [
		sql`select ${columnsOf(of)}, m.n ${from(BY_MONTH)} and coalesce(${day} <> all (${parted}::date[]), true)`,
		sql`select ${columnsOf(of)}, m.n from ${leads} cross join unnest(${parted}::date[]) parted (month)
			cross join lateral (select m.* ${from('all')} and ${isLed}
				and ${day} between parted.month and (parted.month + interval '1 month' - interval '1 day')::date offset 0) m`,
		...(of === 'fact'
			? [
					sql`select ${columnsOf(of)}, m.n from unnest(${FACTS_BY_DAY}::text[]) by_day (fact)
						cross join lateral (select m.* ${from('all')} and m.fact = by_day.fact offset 0) m`
				]
			: [])
	];
};

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
 * where it ends, or their sum where the roll-ups can answer. `which` narrows it by a condition on a row `m`. Whoever asks of
 * the days of duties, or of facts of which nobody asks more, only whether they lie before some `bounds`, names these: another
 * day of the same month may then stand for a day.
 */
export const holding = (
	of: keyof typeof LEDGERS,
	scope: Scope,
	{ which = sql`true`, bounds }: { which?: RawBuilder<unknown> | undefined; bounds?: readonly Day[] } = {}
): RawBuilder<unknown> => {
	const { data_set, as_at, known_at, today } = scope;
	const here = sql`${within(scope)} and ${which}`;
	const folded = foldedOf(scope);
	if (!folded) {
		const inTime = sql`${here} and m.effective_on <= ${as_at}`;
		return rows(of, 'change', known_at ? sql`${inTime} and m.recorded_on <= ${known_at}` : inTime);
	}
	const { at, around, outside } = folded;
	const isWhole = rollupOf(scope.filter)?.dimension === 'all';
	const now = [
		...(isWhole && bounds
			? inStretches(of, data_set, which, bounds)
			: [sql`select ${columnsOf(of)}, m.n from ${sql.table(LEDGERS[of].now)} m where ${at} and ${which}`]),
		rows(of, 'pending', sql`${around} and ${which}`),
		...(outside ? [rows(of, 'change', sql`${outside} and ${which}`, -1)] : [])
	];
	if (isNow(scope)) return all(now);
	const isLongAgo = isWhole && as_at < monthOf(today);
	// As it was then is as it is now, less what has happened since.
	const then = isLongAgo
		? byMonth(of, scope, which)
		: [...now, rows(of, 'change', sql`${here} and m.effective_on > ${as_at}`, -1)];
	if (!known_at || known_at >= today) return all(then);
	// As we knew it then is as we know it now, less what we have learned since.
	return all([...then, rows(of, 'change', sql`${here} and ${learnedSince(scope, known_at)}`, -1)]);
};
