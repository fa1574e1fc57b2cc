import { createHash } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { EventDraft } from '#lib/domain/event.ts';
import { asTable, namesOf } from '../rows.ts';
import type { Writing } from '../schema.ts';

/** An event on its way into the record. */
export type Entry = EventDraft & { data_set: DataSet; person_id: number | null; recorded_at: Date };

/** What of an event its hash covers: everything but its own number. */
export type Content = Omit<Entry, 'recorded_at'> & { recorded_at: Date };

const sorted = (value: unknown): unknown => {
	if (Array.isArray(value)) return value.map(sorted);
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([, item]) => item !== undefined)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, item]) => [key, sorted(item)])
	);
};

/** SHA-256 of an event's content, over a JSON list of its fields in a fixed order with the keys of `detail` sorted. */
export const hashOf = (event: Content): Buffer =>
	createHash('sha256')
		.update(
			JSON.stringify([
				event.data_set,
				event.subject,
				event.subject_id,
				event.assignment_id ?? null,
				event.recommendation_id ?? null,
				event.organisation_id ?? null,
				event.what,
				event.from_value ?? null,
				event.to_value ?? null,
				event.reason ?? null,
				event.narrative ?? null,
				event.detail ? sorted(event.detail) : null,
				event.person_id,
				event.effective_on,
				event.effective_on_is ?? 'the day',
				event.recorded_at.toISOString()
			])
		)
		.digest();

const COLUMNS = {
	data_set: 'text',
	subject: 'text',
	subject_id: 'int4',
	assignment_id: 'int4',
	recommendation_id: 'int4',
	organisation_id: 'int4',
	what: 'text',
	from_value: 'text',
	to_value: 'text',
	reason: 'text',
	narrative: 'text',
	detail: 'jsonb',
	person_id: 'int4',
	effective_on: 'date',
	effective_on_is: 'text',
	recorded_at: 'timestamptz',
	hash: 'text'
};

const { hash: _, ...AS_IS } = COLUMNS;

const added = (entries: readonly Entry[]): RawBuilder<unknown> => {
	const rows = entries.map((entry) => ({
		assignment_id: null,
		recommendation_id: null,
		organisation_id: null,
		from_value: null,
		to_value: null,
		reason: null,
		narrative: null,
		...entry,
		detail: entry.detail ? JSON.stringify(sorted(entry.detail)) : null,
		effective_on_is: entry.effective_on_is ?? 'the day',
		recorded_at: entry.recorded_at.toISOString(),
		hash: hashOf(entry).toString('hex')
	}));
	return sql`added as (insert into event (${namesOf(AS_IS)}, hash)
		select ${namesOf(AS_IS)}, decode(hash, 'hex') from ${asTable(rows, COLUMNS)} returning id)`;
};

/**
 * Appends the events and returns their numbers, in the same order. What they bring about elsewhere, each a named part of a
 * statement (`name as (update …)`), is written in the same statement: to send one costs more than what it does.
 */
export const append = async (
	trx: Writing,
	entries: readonly Entry[],
	alongside: readonly RawBuilder<unknown>[] = []
): Promise<number[]> => {
	if (entries.length === 0) {
		if (alongside.length > 0) await sql`with ${sql.join(alongside)} select`.execute(trx);
		return [];
	}
	const { rows } = await sql<{ id: number }>`
		with ${sql.join([added(entries), ...alongside])} select id from added`.execute(trx);
	return rows.map(({ id }) => id).sort((a, b) => a - b);
};
