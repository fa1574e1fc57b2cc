import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import { dayOf, inWords } from '#lib/domain/day.ts';
import type { EventDraft } from '#lib/domain/event.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { anyOf } from '../rows.ts';
import type { Writing } from '../schema.ts';
import type { Entry } from './append.ts';
import { project, type AssignmentRow } from './project.ts';

/** Who records, and when; `data_set` is needed for events that belong to no assignment. */
export type Recorder = { user?: { id: number | null } | undefined; now: Date };

/** A draft, with what only the installation's own seeds may say otherwise: who entered it and when. */
export type Draft = EventDraft & { data_set?: DataSet; person_id?: number | null; recorded_at?: Date };

/** Assignments as they stand and stay until the transaction ends, by their numbers: whoever locked them knows. */
export type Held = ReadonlyMap<number, AssignmentRow>;

const touchedRows = async (trx: Writing, drafts: Draft[], held?: Held): Promise<AssignmentRow[]> => {
	const ids = [...new Set(drafts.flatMap(({ assignment_id }) => assignment_id ?? []))];
	const decided = drafts.filter(({ what }) => what === 'disposition').map(({ subject_id }) => subject_id);
	if (ids.length === 0 && decided.length === 0) return [];
	const known = held && decided.length === 0 ? ids.flatMap((id) => held.get(id) ?? []) : [];
	if (known.length === ids.length && decided.length === 0) return known.sort((a, b) => a.id - b.id);
	const wanted =
		decided.length === 0
			? sql<boolean>`id = ${anyOf(ids)}`
			: sql<boolean>`(id = ${anyOf(ids)} or recommendation_id = ${anyOf(decided)})`;
	return (await trx
		.selectFrom('assignment')
		.selectAll()
		.where(wanted)
		.orderBy('id')
		.forNoKeyUpdate()
		.execute()) as AssignmentRow[];
};

/**
 * What a draft becomes in the record: who entered it and when, and whose it is. Refuses an event dated after the day on
 * which it is recorded.
 */
export const entryOf = (
	at: Recorder,
	draft: Draft,
	about?: { data_set: DataSet; recommendation_id: number; organisation_id: number }
): Entry => {
	const data_set = about?.data_set ?? draft.data_set;
	if (!data_set) throw new Error(`An event about ${draft.subject} ${draft.subject_id} says no data set.`);
	const recorded_at = draft.recorded_at ?? at.now;
	if (draft.effective_on > dayOf(recorded_at))
		throw new Refusal(
			'not-possible',
			`${inWords(draft.effective_on)} is in the future. Give the day on which it happened, today at the latest.`
		);
	return {
		...draft,
		data_set,
		recommendation_id: draft.recommendation_id ?? about?.recommendation_id,
		organisation_id: draft.organisation_id ?? about?.organisation_id,
		person_id: draft.person_id ?? at.user?.id ?? null,
		recorded_at
	};
};

/**
 * The way into the record: appends the events, and brings the assignments they touch, the ledger, the roll-ups and the
 * counters up to date in the same transaction. Returns the events' numbers, in the order of the drafts. Refuses an event
 * dated after the day on which it is recorded. `held` are assignments that this transaction has locked and not changed
 * since: they need not be read again.
 */
export const record = async (trx: Writing, at: Recorder, drafts: Draft[], held?: Held): Promise<number[]> => {
	if (drafts.length === 0) return [];
	const rows = await touchedRows(trx, drafts, held);
	const byId = new Map(rows.map((row) => [row.id, row]));
	const entries = drafts.map((draft) =>
		entryOf(at, draft, draft.assignment_id ? byId.get(draft.assignment_id) : undefined)
	);
	return project(trx, rows, entries);
};
