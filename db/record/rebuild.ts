import { sql } from 'kysely';
import { isUnborn, type AssignmentState } from '#lib/domain/assignment.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import { historyOf } from '#lib/domain/history.ts';
import type { Database, Writing } from '../schema.ts';
import { actAs, inTransaction } from '../transaction.ts';
import { STEPS, stepsReached } from '#lib/domain/standing.ts';
import { asTable } from '../rows.ts';
import { append } from './append.ts';
import { COUNTERS } from './counters.ts';
import { eventsOf, STATE_COLUMNS, statesWritten, type AssignmentRow } from './project.ts';
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
import { fold, ledgerPostings, type LedgerRows } from './rollups.ts';
import { strays } from './strays.ts';

/** One thing that the tables say otherwise than the events do. */
export type Difference = { where: string; kept: string; rebuilt: string };

const CHUNK = 5_000;
const MOST_SHOWN = 1_000;

const nextChunk = (trx: Writing, data_set: DataSet, after: number) =>
	trx
		.selectFrom('assignment')
		.selectAll()
		.where('data_set', '=', data_set)
		.where('id', '>', after)
		.orderBy('id')
		.limit(CHUNK)
		.execute() as Promise<AssignmentRow[]>;

const ENTRY = { assignment_id: 'int4', organisation_id: 'int4', effective_on: 'date', recorded_on: 'date' };
const ENTERED: Record<string, string> = { ...ENTRY, to_standing: 'int2' };
const LEFT: Record<string, string> = { ...ENTRY, from_standing: 'int2' };
const DUTIES: Record<string, string> = {
	...ENTRY,
	clock: 'text',
	due_on: 'date',
	status: 'text',
	change: 'int2'
};

const FACTS: Record<string, string> = {
	...ENTRY,
	fact: 'text',
	value: 'text',
	day: 'date',
	length: 'int4',
	change: 'int2'
};

/** Net ledger entries of a chunk, kept and rebuilt, that do not agree. */
const ledgerDifferences = async (
	trx: Writing,
	rows: AssignmentRow[],
	rebuilt: LedgerRows
): Promise<Difference[]> => {
	const ids = rows.map(({ id }) => id);
	const standings = await sql<{ place: string; kept: number; rebuilt: number }>`
		select concat_ws(' ', 'standing of assignment', assignment_id, 'organisation', organisation_id, 'on', effective_on, 'known', recorded_on, 'code', standing) as place,
			sum(kept)::int as kept, sum(rebuilt)::int as rebuilt from (
			select assignment_id, organisation_id, effective_on, recorded_on, to_standing as standing, 1 as kept, 0 as rebuilt from standing_change where assignment_id = any (${ids}::int[]) and to_standing is not null
			union all select assignment_id, organisation_id, effective_on, recorded_on, from_standing, -1, 0 from standing_change where assignment_id = any (${ids}::int[]) and from_standing is not null
			union all select assignment_id, organisation_id, effective_on, recorded_on, to_standing, 0, 1 from ${asTable(rebuilt.standings, ENTERED, 'entered')} where to_standing is not null
			union all select assignment_id, organisation_id, effective_on, recorded_on, from_standing, 0, -1 from ${asTable(rebuilt.standings, LEFT, 'gone')} where from_standing is not null
		) sides group by 1 having sum(kept) <> sum(rebuilt)`.execute(trx);
	const duties = await sql<{ place: string; kept: number; rebuilt: number }>`
		select concat_ws(' ', clock, 'duty of assignment', assignment_id, 'organisation', organisation_id, 'on', effective_on, 'known', recorded_on, 'due', due_on, status) as place,
			sum(kept)::int as kept, sum(rebuilt)::int as rebuilt from (
			select assignment_id, organisation_id, effective_on, recorded_on, clock, due_on, status, change as kept, 0 as rebuilt from duty_change where assignment_id = any (${ids}::int[])
			union all select assignment_id, organisation_id, effective_on, recorded_on, clock, due_on, status, 0, change from ${asTable(rebuilt.duties, DUTIES, 'made')}
		) sides group by 1 having sum(kept) <> sum(rebuilt)`.execute(trx);
	const facts = await sql<{ place: string; kept: number; rebuilt: number }>`
		select concat_ws(' ', 'fact of assignment', assignment_id, 'organisation', organisation_id, 'on', effective_on, 'known', recorded_on, fact, value, 'day', day, 'length', length) as place,
			sum(kept)::int as kept, sum(rebuilt)::int as rebuilt from (
			select assignment_id, organisation_id, effective_on, recorded_on, fact, value, day, length, change as kept, 0 as rebuilt from fact_change where assignment_id = any (${ids}::int[])
			union all select assignment_id, organisation_id, effective_on, recorded_on, fact, value, day, length, 0, change from ${asTable(rebuilt.facts, FACTS, 'made')}
		) sides group by 1 having sum(kept) <> sum(rebuilt)`.execute(trx);
	return [...standings.rows, ...duties.rows, ...facts.rows].map(({ place, kept, rebuilt: now }) => ({
		where: place,
		kept: String(kept),
		rebuilt: String(now)
	}));
};

const stateDifferences = (row: AssignmentRow, state: object): Difference[] =>
	Object.keys(STATE_COLUMNS).flatMap((column) => {
		const kept = row[column as keyof AssignmentRow];
		const rebuilt = (state as Record<string, unknown>)[column];
		return kept === rebuilt
			? []
			: [{ where: `${column} of assignment ${row.id}`, kept: String(kept), rebuilt: String(rebuilt) }];
	});

type Reached = Map<number, number[]>;
const reach = (reached: Reached, id: number, state: AssignmentState) => {
	const counts = reached.get(id) ?? COUNTERS.recommendation.map(() => 0);
	const steps = stepsReached(state);
	STEPS.forEach((_, index) => (counts[index] = (counts[index] ?? 0) + Number(steps > index)));
	const last = STEPS.length;
	counts[last] = (counts[last] ?? 0) + Number(state.closure === 'open' && !isUnborn(state));
	reached.set(id, counts);
};

const checkCounters = async (
	trx: Writing,
	table: 'recommendation' | 'organisation',
	data_set: DataSet,
	reached: Reached,
	write: boolean
): Promise<Difference[]> => {
	const counters = COUNTERS[table];
	const { rows } = await sql<{ id: number } & Record<(typeof counters)[number], number>>`
		select id, ${sql.join(counters.map((counter) => sql.ref(counter)))} from ${sql.table(table)}
		where data_set = ${data_set}`.execute(trx);
	const differences: Difference[] = [];
	for (const row of rows) {
		const rebuilt = reached.get(row.id) ?? counters.map(() => 0);
		const wrong = counters.filter((counter, index) => row[counter] !== rebuilt[index]);
		for (const counter of wrong)
			differences.push({
				where: `${counter} of ${table} ${row.id}`,
				kept: String(row[counter]),
				rebuilt: String(rebuilt[counters.indexOf(counter)])
			});
		if (write && wrong.length > 0)
			await trx
				.updateTable(table)
				.set(Object.fromEntries(counters.map((counter, index) => [counter, rebuilt[index]])))
				.where('id', '=', row.id)
				.execute();
	}
	return differences;
};

const ROLLUPS = [
	{
		table: 'standing_by_day',
		columns: ['dimension', 'key', 'day', 'standing'],
		from: standingCounts('standing_change')
	},
	{
		table: 'standing_by_month',
		columns: ['dimension', 'key', 'month', 'standing'],
		from: sql`select data_set, dimension, key, date_trunc('month', day)::date as month, standing, n from (${standingCounts('standing_change')}) days
			union all select data_set, dimension, key, month, standing, n from (${standingsTogether('standing_change')}) months`
	},
	{
		table: 'standing_now',
		columns: ['dimension', 'key', 'standing'],
		from: sql`select data_set, dimension, key, standing, n from (${standingCounts('standing_change')}) days
			union all select data_set, dimension, key, standing, n from (${standingsTogether('standing_change')}) months`
	},
	{
		table: 'duty_by_due_date',
		columns: ['dimension', 'key', 'clock', 'due_on', 'status'],
		from: dutyCounts('duty_change')
	},
	{
		table: 'overdue_by_day',
		columns: ['dimension', 'key', 'clock', 'day'],
		from: overdueCounts('duty_change')
	},
	{
		table: 'fact_count',
		columns: ['dimension', 'key', 'fact', 'value', 'day', 'length'],
		from: factCounts('fact_change')
	},
	{
		table: 'duty_by_month',
		columns: ['month', 'clock', 'due_on', 'status'],
		from: changesByMonth('duty_change', DUTY_COLUMNS)
	},
	{
		table: 'fact_by_month',
		columns: ['month', 'fact', 'value', 'day', 'length'],
		from: changesByMonth('fact_change', FACT_COLUMNS)
	}
] as const;

const rollupDifferences = async (trx: Writing, data_set: DataSet): Promise<Difference[]> => {
	const all: Difference[] = [];
	for (const { table, columns, from } of ROLLUPS) {
		const names = sql.join(columns.map((column) => sql.ref(column)));
		const { rows } = await sql<{ place: string; kept: number; rebuilt: number }>`
			select concat_ws(' ', ${names}) as place, sum(kept)::int as kept, sum(rebuilt)::int as rebuilt from (
				select ${names}, n as kept, 0 as rebuilt from ${sql.table(table)} where data_set = ${data_set}
				union all select ${names}, 0, n from (${from}) expected where data_set = ${data_set}
			) sides group by ${names} having sum(kept) <> sum(rebuilt)`.execute(trx);
		all.push(
			...rows.map(({ place, kept, rebuilt }) => ({
				where: `${table}: ${place}`,
				kept: String(kept),
				rebuilt: String(rebuilt)
			}))
		);
	}
	return all;
};

const rewriteRollups = async (trx: Writing, data_set: DataSet) => {
	for (const table of ['standing_pending', 'duty_pending', 'fact_pending'] as const)
		await trx.deleteFrom(table).where('data_set', '=', data_set).execute();
	for (const { table, columns, from } of ROLLUPS) {
		const key = sql.join(['data_set', ...columns].map((column) => sql.ref(column)));
		await trx.deleteFrom(table).where('data_set', '=', data_set).execute();
		await sql`insert into ${sql.table(table)} (${key}, n)
			select ${key}, sum(n) from (${from}) counts where data_set = ${data_set} group by ${key}`.execute(trx);
	}
};

/**
 * Replays every event of a data set and compares what comes out with the assignments, the ledger, the counters and
 * the roll-ups. Returns every difference (up to 1,000); with `write` it also mends them. One transaction;
 * `progress` is told how many assignments have been replayed.
 */
export const rebuild = (
	db: Database,
	data_set: DataSet,
	options: { write: boolean; progress?: (replayed: number) => void }
): Promise<Difference[]> =>
	inTransaction({ db }, async (trx) => {
		await sql`set transaction isolation level repeatable read`.execute(trx);
		await actAs(trx, { id: null });
		const { write } = options;
		const differences: Difference[] = [];
		const byRecommendation: Reached = new Map();
		const byOrganisation: Reached = new Map();
		let replayed = 0;
		let after = 0;
		if (!write) await fold(trx);
		for (;;) {
			const rows = await nextChunk(trx, data_set, after);
			if (rows.length === 0) break;
			after = rows.at(-1)?.id ?? after;
			const histories = await eventsOf(trx, rows);
			const rebuilt: LedgerRows = { standings: [], duties: [], facts: [] };
			const states = [];
			for (const row of rows) {
				const { state, ledger } = historyOf(row.first_organisation_id, histories.get(row.id) ?? []);
				const owner = { data_set, assignment_id: row.id, recommendation_id: row.recommendation_id };
				for (const move of ledger.standings) rebuilt.standings.push({ ...move, ...owner });
				for (const move of ledger.duties) rebuilt.duties.push({ ...move, ...owner });
				for (const move of ledger.facts) rebuilt.facts.push({ ...move, ...owner });
				differences.push(...stateDifferences(row, state));
				states.push({ ...state, id: row.id });
				reach(byRecommendation, row.recommendation_id, state);
				reach(byOrganisation, state.organisation_id, state);
			}
			differences.push(...(await ledgerDifferences(trx, rows, rebuilt)));
			if (write) {
				const ids = rows.map(({ id }) => id);
				for (const table of ['standing_change', 'duty_change', 'fact_change'] as const)
					await trx
						.deleteFrom(table)
						.where('assignment_id', '=', sql<number>`any (${ids}::int[])`)
						.execute();
				await append(trx, [], [...statesWritten(states), ...ledgerPostings(rebuilt)]);
			}
			replayed += rows.length;
			options.progress?.(replayed);
		}
		differences.push(...(await checkCounters(trx, 'recommendation', data_set, byRecommendation, write)));
		differences.push(...(await checkCounters(trx, 'organisation', data_set, byOrganisation, write)));
		differences.push(...(await strays(trx, data_set)));
		if (write) await rewriteRollups(trx, data_set);
		else differences.push(...(await rollupDifferences(trx, data_set)));
		return differences.slice(0, MOST_SHOWN);
	});
