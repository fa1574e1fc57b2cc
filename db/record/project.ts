import { sql, type RawBuilder } from 'kysely';
import { isUnborn, type Assignment, type AssignmentState } from '#lib/domain/assignment.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import { dayOf } from '#lib/domain/day.ts';
import { advance, ledgerOf, type Ledger, type RecordedEvent } from '#lib/domain/history.ts';
import { stepsReached } from '#lib/domain/standing.ts';
import { asTable } from '../rows.ts';
import type { Writing } from '../schema.ts';
import { append, type Entry } from './append.ts';
import { addGains, gains } from './counters.ts';
import { postings, type LedgerRows } from './rollups.ts';

/** An assignment's row with who was first asked. */
export type AssignmentRow = Assignment & { data_set: DataSet; first_organisation_id: number };

/** The columns that the events decide, with their SQL types. */
export const STATE_COLUMNS = {
	organisation_id: 'int4',
	assigned_on: 'date',
	response_due_on: 'date',
	response_due_originally_on: 'date',
	action_due_on: 'date',
	action_due_originally_on: 'date',
	evidence_due_on: 'date',
	evidence_due_originally_on: 'date',
	disposition: 'text',
	position: 'text',
	delivery: 'text',
	assurance: 'text',
	closure: 'text',
	adequacy: 'text',
	reports_every: 'text',
	barrier: 'text',
	claimed_on: 'date',
	claimed_by: 'int4',
	responded_on: 'date',
	responded_on_is: 'text',
	delivered_on: 'date',
	delivered_on_is: 'text',
	submitted_on: 'date',
	submitted_by: 'int4',
	assured_on: 'date',
	returned: 'bool',
	outcome_on: 'date',
	extension_barrier: 'text',
	extensions: 'int4',
	last_said: 'text',
	updated_on: 'date',
	latest_on: 'date',
	version: 'int4'
} satisfies Record<keyof AssignmentState, string>;

/**
 * The states on their way into the assignments' rows, a named part of a statement; where it is known how the rows stood,
 * only the columns in which any of them differs.
 */
export const statesWritten = (
	rows: readonly (AssignmentState & { id: number })[],
	before: readonly AssignmentState[] = []
): RawBuilder<unknown>[] => {
	const names = (Object.keys(STATE_COLUMNS) as (keyof AssignmentState)[]).filter((name) =>
		rows.some((row, index) => row[name] !== before[index]?.[name])
	);
	if (names.length === 0) return [];
	const columns = sql.raw(names.map((name) => `"${name}" = given."${name}"`).join(', '));
	const types = Object.fromEntries(names.map((name) => [name, STATE_COLUMNS[name]]));
	return [
		sql`states as (update assignment kept set ${columns}
			from ${asTable(rows, { id: 'int4', ...types })} where kept.id = given.id)`
	];
};

const grouped = <T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> => {
	const groups = new Map<K, T[]>();
	for (const item of items) {
		const group = groups.get(key(item));
		if (group) group.push(item);
		else groups.set(key(item), [item]);
	}
	return groups;
};

type Owner = { data_set: DataSet; id: number; recommendation_id: number };

/** The ledger of one assignment as rows of its own. */
export const ownedBy = (ledger: Ledger, { data_set, id, recommendation_id }: Owner): LedgerRows => {
	const owner = { data_set, assignment_id: id, recommendation_id };
	return {
		standings: ledger.standings.map((move) => ({ ...move, ...owner })),
		duties: ledger.duties.map((move) => ({ ...move, ...owner })),
		facts: ledger.facts.map((move) => ({ ...move, ...owner }))
	};
};

/** With whom an assignment is, how far it has come through the steps that are counted, and whether it is open. */
type Side = { organisation_id: number; steps: number; isOpen: boolean };
type Moved = { recommendation_id: number; from: Side; to: Side };

/** How an assignment counts. */
export const sideOf = (state: AssignmentState): Side => ({
	organisation_id: state.organisation_id,
	steps: stepsReached(state),
	isOpen: state.closure === 'open'
});
/** How one counts that nobody was asked for yet, or not any more. */
export const noSide = (organisation_id: number): Side => ({ organisation_id, steps: 0, isOpen: false });

/** The ledgers of assignments as one. */
export const together = (ledgers: readonly LedgerRows[]): LedgerRows => ({
	standings: ledgers.flatMap(({ standings }) => standings),
	duties: ledgers.flatMap(({ duties }) => duties),
	facts: ledgers.flatMap(({ facts }) => facts)
});

/** Brings the counters of recommendations and organisations up to date with what moved. */
export const countIn = async (trx: Writing, moves: readonly Moved[]): Promise<void> => {
	const ofRecommendations = moves.map(({ recommendation_id, from, to }) => ({
		id: recommendation_id,
		before: from.steps,
		after: to.steps,
		opened: Number(to.isOpen) - Number(from.isOpen)
	}));
	const ofOrganisations = moves.flatMap(({ from, to }) => [
		{ id: from.organisation_id, before: from.steps, after: 0 },
		{ id: to.organisation_id, before: 0, after: to.steps }
	]);
	await addGains(trx, 'recommendation', gains(ofRecommendations));
	await addGains(trx, 'organisation', gains(ofOrganisations));
};

type Touched = { row: AssignmentRow; events: RecordedEvent[] };

/** Loads all that the record holds of these assignments, the dispositions of their recommendations among it. */
export const eventsOf = async (
	trx: Writing,
	rows: AssignmentRow[]
): Promise<Map<number, RecordedEvent[]>> => {
	const events = await trx
		.selectFrom('event')
		.select(['id', 'assignment_id', 'recommendation_id', 'organisation_id', 'what', 'to_value', 'narrative'])
		.select(['detail', 'person_id', 'effective_on', 'effective_on_is', 'recorded_at'])
		.where((eb) =>
			eb.or([
				eb('assignment_id', '=', sql<number>`any (${rows.map(({ id }) => id)}::int[])`),
				eb.and([
					eb('what', '=', 'disposition'),
					eb(
						'recommendation_id',
						'=',
						sql<number>`any (${[...new Set(rows.map((row) => row.recommendation_id))]}::int[])`
					)
				])
			])
		)
		.orderBy('id')
		.execute()
		.then((found) =>
			found.map(({ recorded_at, ...event }) => ({ ...event, recorded_on: dayOf(recorded_at) }))
		);
	const own = grouped(
		events.filter((event) => event.assignment_id !== null),
		(event) => event.assignment_id
	);
	const dispositions = grouped(
		events.filter((event) => event.assignment_id === null),
		(event) => event.recommendation_id
	);
	return new Map(
		rows.map((row) => [
			row.id,
			(
				[...(own.get(row.id) ?? []), ...(dispositions.get(row.recommendation_id) ?? [])] as RecordedEvent[]
			).sort((a, b) => a.id - b.id)
		])
	);
};

const isInOrder = ({ row, events }: Touched): boolean =>
	(row.version > 0 || row.disposition === 'untriaged') &&
	events.every(
		(event, index) =>
			event.what !== 'undo' && event.effective_on >= (events[index - 1]?.effective_on ?? row.latest_on)
	);

/** What new events are about: each assignment that they touch, with its own of them. */
const touchedBy = (
	rows: readonly AssignmentRow[],
	entries: readonly Entry[],
	events: readonly RecordedEvent[]
): Touched[] => {
	const byId = new Map(rows.map((row) => [row.id, row]));
	const byRecommendation = grouped(rows, (row) => row.recommendation_id);
	const touched = new Map<number, Touched>();
	events.forEach((event, index) => {
		const entry = entries[index] as Entry;
		const row = entry.assignment_id ? byId.get(entry.assignment_id) : undefined;
		const concerned = row
			? [row]
			: entry.what === 'disposition'
				? (byRecommendation.get(entry.subject_id) ?? [])
				: [];
		for (const one of concerned) {
			const known = touched.get(one.id) ?? { row: one, events: [] };
			known.events.push(event);
			touched.set(one.id, known);
		}
	});
	return [...touched.values()];
};

/**
 * Appends the events and brings state, ledger, roll-ups and counters up to date with them. `rows` are the assignments that
 * the events touch, as they stood before. Returns the events' numbers, in the same order.
 */
export const project = async (trx: Writing, rows: AssignmentRow[], entries: Entry[]): Promise<number[]> => {
	// Where all is in order a number says nothing: then everything is written in one statement, which gives the numbers.
	const events = entries.map((entry) => ({ ...entry, id: 0, recorded_on: dayOf(entry.recorded_at) }));
	const touched = touchedBy(rows, entries, events);
	const late = touched.filter((one) => !isInOrder(one)).map(({ row }) => row);
	const appended = late.length > 0 ? await append(trx, entries) : undefined;
	appended?.forEach((id, index) => Object.assign(events[index] as RecordedEvent, { id }));
	const histories = appended && (await eventsOf(trx, late));

	const states: (AssignmentState & { id: number })[] = [];
	const before: AssignmentState[] = [];
	const ledgers: LedgerRows[] = [];
	const moves: Moved[] = [];
	for (const { row, events } of touched) {
		const history = histories?.get(row.id);
		const fresh = new Set(events.map(({ id }) => id));
		const { state, ledger } = history
			? ledgerOf(
					row.first_organisation_id,
					history.filter(({ id }) => !fresh.has(id)),
					events
				)
			: advance(row, row.version === 0, events);
		states.push({ ...state, id: row.id });
		before.push(row);
		ledgers.push(ownedBy(ledger, row));
		moves.push({
			recommendation_id: row.recommendation_id,
			from: row.version === 0 ? noSide(row.organisation_id) : sideOf(row),
			to: isUnborn(state) ? noSide(state.organisation_id) : sideOf(state)
		});
	}
	const written = [...statesWritten(states, before), ...postings(together(ledgers))];
	const ids = await append(trx, appended ? [] : entries, written);
	await countIn(trx, moves);
	return appended ?? ids;
};
