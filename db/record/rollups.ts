import { sql, type RawBuilder } from 'kysely';
import type { DutyMove, FactMove, StandingMove } from '#lib/domain/history.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import { asTable, namesOf } from '../rows.ts';
import type { Database, Writing } from '../schema.ts';
import { inTransaction } from '../transaction.ts';
import {
	changesByMonth,
	DUTY_COLUMNS,
	dutyCounts,
	FACT_COLUMNS,
	factCounts,
	overdueCounts,
	standingCounts,
	standingsTogether
} from './rollup-counts.ts';

type Owner = { data_set: DataSet; assignment_id: number; recommendation_id: number; recorded_on: Day };
export type LedgerRows = {
	standings: (StandingMove & Owner)[];
	duties: (DutyMove & Owner)[];
	facts: (FactMove & Owner)[];
};

const OWNER = {
	data_set: 'text',
	assignment_id: 'int4',
	recommendation_id: 'int4',
	organisation_id: 'int4',
	effective_on: 'date',
	recorded_on: 'date'
};
const STANDING = { ...OWNER, from_standing: 'int2', to_standing: 'int2' };
const DUTY = { ...OWNER, clock: 'text', due_on: 'date', status: 'text', change: 'int2' };

const FACT = { ...OWNER, fact: 'text', value: 'text', day: 'date', length: 'int4', change: 'int2' };

type Into =
	'standing_change' | 'standing_pending' | 'duty_change' | 'duty_pending' | 'fact_change' | 'fact_pending';

const posting = <Column extends string>(
	name: string,
	tables: readonly Into[],
	rows: readonly { [C in NoInfer<Column>]?: unknown }[],
	columns: Record<Column, string>
): RawBuilder<unknown>[] => {
	if (rows.length === 0) return [];
	const [given, names] = [sql.raw(name), namesOf(columns)];
	return [
		sql`${given} as (select * from ${asTable(rows, columns, 'rows')})`,
		...tables.map((table) => {
			const into = sql.raw(table);
			return sql`${into}_posted as (insert into ${into} (${names}) select ${names} from ${given})`;
		})
	];
};

/**
 * The moves on their way into the ledger, and into the pending rows that the roll-ups have yet to take in: named parts of
 * a statement.
 */
export const postings = ({ standings, duties, facts }: LedgerRows): RawBuilder<unknown>[] => [
	...posting('standings', ['standing_change', 'standing_pending'], standings, STANDING),
	...posting('duties', ['duty_change', 'duty_pending'], duties, DUTY),
	...posting('facts', ['fact_change', 'fact_pending'], facts, FACT)
];

/** The same into the ledger alone: a rebuild makes the roll-ups from it afterwards. */
export const ledgerPostings = ({ standings, duties, facts }: LedgerRows): RawBuilder<unknown>[] => [
	...posting('standings', ['standing_change'], standings, STANDING),
	...posting('duties', ['duty_change'], duties, DUTY),
	...posting('facts', ['fact_change'], facts, FACT)
];

/** The number of the advisory lock that lets only one process fold at a time. */
const FOLDING = 7_046_101;
/** How many pending rows of a kind one transaction takes in, unless it is told otherwise: large ones cost least a row. */
const PORTION = 100_000;

/** Which roll-ups hold nothing yet: what is added to them can't be there already, and nobody needs to look. */
type Empty = { standings: boolean; duties: boolean; facts: boolean };
const NONE_EMPTY: Empty = { standings: false, duties: false, facts: false };

/** Adds the rows of a query to a roll-up, or takes them away; the query is in the order of the roll-up's key. */
const added = (
	table: string,
	what: string,
	rows: RawBuilder<unknown>,
	isEmpty: boolean,
	of = 'data_set, dimension, key'
) => {
	const key = sql.raw(`${of}, ${what}`);
	const kept = isEmpty ? sql`` : sql`on conflict (${key}) do update set n = kept.n + excluded.n`;
	return sql`insert into ${sql.table(table)} as kept (${key}, n) ${rows} ${kept}`;
};

/**
 * Adds the standing counts of a relation shaped like the ledger to the roll-ups, or takes them away: by day, now and by
 * month, and together by month alone.
 */
const standingsAdded = (relation: string, sign: 1 | -1, isEmpty: boolean) => {
	const signed = sql`${sql.lit(sign)} * n`;
	const sum = sql`(${sql.lit(sign)} * sum(n))::int`;
	return sql`counts as (${standingCounts(relation)}), together as (${standingsTogether(relation)}), days as (${added(
		'standing_by_day',
		'day, standing',
		sql`select data_set, dimension, key, day, standing, ${signed} from counts order by place, day, standing`,
		isEmpty
	)}), now as (${added(
		'standing_now',
		'standing',
		sql`select data_set, dimension, key, standing, ${sum} from (
				select place, data_set, dimension, key, standing, n from counts
				union all select place, data_set, dimension, key, standing, n from together) both_counts
			group by place, data_set, dimension, key, standing order by place, standing`,
		isEmpty
	)}), months as (${added(
		'standing_by_month',
		'month, standing',
		sql`select data_set, dimension, key, date_trunc('month', day)::date as month, standing, ${sum}
				from counts group by place, data_set, dimension, key, 4, standing
			union all
			(select data_set, dimension, key, month, standing, ${signed} from together order by place, month, standing)`,
		isEmpty
	)})`;
};

/** The same for the duties of a relation shaped like the ledger: by due date, and by the day on which they are overdue. */
const dutiesAdded = (relation: string, sign: 1 | -1, isEmpty: boolean) => {
	const n = sql`${sql.lit(sign)} * n`;
	return sql`counts as (${dutyCounts(relation)}), dates as (${added(
		'duty_by_due_date',
		'clock, due_on, status',
		sql`select data_set, dimension, key, clock, due_on, status, ${n} from counts order by place, clock, due_on, status`,
		isEmpty
	)}), late as (${overdueCounts(relation)}), days as (${added(
		'overdue_by_day',
		'clock, day',
		sql`select data_set, dimension, key, clock, day, ${n} from late order by place, clock, day`,
		isEmpty
	)})`;
};

/** The same for the fact counts. */
const factsAdded = (sign: 1 | -1, isEmpty: boolean) =>
	sql`facts as (${added(
		'fact_count',
		FACT_COLUMNS,
		sql`select data_set, dimension, key, fact, value, day, length, ${sql.lit(sign)} * n
		from counts order by place, fact, value, day, length`,
		isEmpty
	)})`;

/** What began and ended in each month, of everything that a relation shaped like a ledger says: added to a roll-up. */
const monthsAdded = (relation: string, of: 'duty' | 'fact', isEmpty: boolean) => {
	const columns = of === 'duty' ? DUTY_COLUMNS : FACT_COLUMNS;
	return sql`months as (${added(
		`${of}_by_month`,
		`month, ${columns}`,
		changesByMonth(relation, columns),
		isEmpty,
		'data_set'
	)})`;
};

const takenFrom = (
	pending: 'standing_pending' | 'duty_pending' | 'fact_pending',
	portion: number
) => sql`taken as (
	delete from ${sql.table(pending)} where ctid = any (array (select ctid from ${sql.table(pending)} limit ${sql.lit(portion)})) returning *
)`;

const foldOnce = (db: Database | Writing, portion: number): Promise<number> =>
	inTransaction({ db }, async (trx) => {
		const { rows: lock } = await sql<{
			mine: boolean;
		}>`select pg_try_advisory_xact_lock(${FOLDING}::bigint) as mine`.execute(trx);
		if (!lock[0]?.mine) return 0;
		const { rows: looked } = await sql<Empty>`select not exists (select from standing_by_day) as standings,
			not exists (select from duty_by_due_date) as duties, not exists (select from fact_count) as facts`.execute(
			trx
		);
		const empty = looked[0] ?? NONE_EMPTY;
		const standings = await sql<{ taken: number }>`
			with ${takenFrom('standing_pending', portion)}, ${standingsAdded('taken', 1, empty.standings)}
			select count(*)::int as taken from taken`.execute(trx);
		const duties = await sql<{ taken: number }>`
			with ${takenFrom('duty_pending', portion)}, ${dutiesAdded('taken', 1, empty.duties)},
			${monthsAdded('taken', 'duty', empty.duties)}
			select count(*)::int as taken from taken`.execute(trx);
		const facts = await sql<{ taken: number }>`
			with ${takenFrom('fact_pending', portion)}, counts as (${factCounts('taken')}), ${factsAdded(1, empty.facts)},
			${monthsAdded('taken', 'fact', empty.facts)}
			select count(*)::int as taken from taken`.execute(trx);
		return [standings, duties, facts].reduce((sum, { rows }) => sum + (rows[0]?.taken ?? 0), 0);
	});

/**
 * Folds the pending rows into the roll-ups, a portion in a transaction, and returns how many it took. One process folds
 * at a time; writers never wait for it. Figures are the same before and after, since readers add the pending rows.
 */
export const fold = async (db: Database | Writing, portion = PORTION): Promise<number> => {
	let total = 0;
	for (;;) {
		const taken = await foldOnce(db, portion);
		if (taken === 0) return total;
		total += taken;
	}
};

/** Waits until nobody folds, and lets nobody fold until the transaction ends. */
const alone = (trx: Writing) => sql`select pg_advisory_xact_lock(${FOLDING}::bigint)`.execute(trx);

/**
 * Folds everything that is pending before records go that it speaks of, and lets nobody else fold until the transaction
 * ends.
 */
export const foldAlone = async (trx: Writing): Promise<void> => {
	await alone(trx);
	await fold(trx);
};

/** What the roll-ups hold of some records: the ledger less what is still pending. */
const foldedStandings = (whose: RawBuilder<unknown>) => sql`
	select * from standing_change where ${whose}
	union all
	select data_set, assignment_id, recommendation_id, organisation_id, effective_on, recorded_on, to_standing, from_standing
	from standing_pending where ${whose}`;
const foldedChanges = (of: 'duty' | 'fact', columns: string, whose: RawBuilder<unknown>) => sql`
	select * from ${sql.table(`${of}_change`)} where ${whose}
	union all
	select data_set, assignment_id, recommendation_id, organisation_id, effective_on, recorded_on, ${sql.raw(columns)}, -change
	from ${sql.table(`${of}_pending`)} where ${whose}`;

const addFolded = async (trx: Writing, whose: RawBuilder<unknown>, sign: 1 | -1) => {
	await sql`with folded as (${foldedStandings(whose)}), ${standingsAdded('folded', sign, false)}
		select`.execute(trx);
	await sql`with folded as (${foldedChanges('duty', DUTY_COLUMNS, whose)}), ${dutiesAdded('folded', sign, false)}
		select`.execute(trx);
	await sql`with folded as (${foldedChanges('fact', FACT_COLUMNS, whose)}), counts as (${factCounts('folded')}), ${factsAdded(sign, false)}
		select`.execute(trx);
};

/**
 * Makes a change to what some recommendations or organisations are counted by (source, kind, themes, region) and moves
 * their counts from the old keys to the new. Nobody folds meanwhile; what is pending takes the new keys when folded.
 */
export const moveCounts = async (
	trx: Writing,
	of: { recommendation_ids?: readonly number[]; organisation_ids?: readonly number[] },
	change: () => Promise<void>
): Promise<void> => {
	const { recommendation_ids = [], organisation_ids = [] } = of;
	if (recommendation_ids.length === 0 && organisation_ids.length === 0) return change();
	const whose = sql`(recommendation_id = any (${recommendation_ids}::int[]) or organisation_id = any (${organisation_ids}::int[]))`;
	await alone(trx);
	await addFolded(trx, whose, -1);
	await change();
	await addFolded(trx, whose, 1);
};
