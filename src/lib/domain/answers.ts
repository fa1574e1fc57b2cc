import type { z } from 'zod';
import { move, type AssignmentUpdate, type AssignmentUpdateFields } from './assignment-update.ts';
import type { Assigned } from './axes/assigned.ts';
import type { Context } from './axes/axis.ts';
import type { EventDraft } from './event.ts';
import { Refusal } from './refusal.ts';

/** One row of a sheet of answers, as its schema gives it. */
export type Answer = z.infer<typeof AssignmentUpdateFields>;

/** What one row of a sheet comes to: what would change, field by field, or why it cannot be saved. */
export type Weighed = {
	assignment_id: number;
	outcome: 'changed' | 'unchanged' | 'refused';
	changes: { field: string; from: string; to: string }[];
	problems: { field: string; sentence: string }[];
	/** What is to be saved of it, and the events that this makes. */
	update?: AssignmentUpdate;
	events?: EventDraft[];
};

/** What a row is held against: the assignment as it stands now. */
export type Now = Assigned & {
	version: number;
	barrier: string | null;
	last_said: string | null;
	has_evidence: boolean;
};

/** What a person answers, under the names of the form's fields. */
export const ANSWERED = [
	'position',
	'delivery',
	'narrative',
	'barrier',
	'reason',
	'evidence_url',
	'evidence_kind',
	'evidence_title',
	'no_evidence_reason',
	'planned_owner',
	'planned_finish_on',
	'effective_on'
] as const satisfies (keyof Answer)[];
const DEPENDS: readonly (keyof Answer)[] = [
	'reason',
	'evidence_kind',
	'evidence_title',
	'no_evidence_reason',
	'effective_on'
];

const inOneForm = (text: string | null | undefined) => text?.replace(/\r\n?/g, '\n').trim();

/** What of a row is new: a blank cell says nothing, and what holds already is no news. */
const newsOf = (now: Now, row: Answer): Partial<Answer> => {
	const position = row.position === now.position ? undefined : row.position;
	const delivery = row.delivery === now.delivery ? undefined : row.delivery;
	const moves = position !== undefined || delivery !== undefined;
	return {
		...row,
		position,
		delivery,
		narrative: inOneForm(row.narrative) === inOneForm(now.last_said) ? undefined : row.narrative,
		barrier: row.barrier === now.barrier && !moves ? undefined : row.barrier
	};
};

const heldAlready = (now: Now, field: keyof Answer): string => {
	if (field === 'position' || field === 'delivery') return now[field];
	if (field === 'narrative') return now.last_said ?? '';
	return field === 'barrier' ? (now.barrier ?? '') : '';
};

/**
 * Weighs one row against how its assignment stands: unchanged, what would change, or why not. The very move that saves a
 * form decides; nothing is saved here. A row that was downloaded before somebody else saved is refused where it differs.
 */
export const weigh = (now: Now, row: Answer, context: Context): Weighed => {
	const news = newsOf(now, row);
	const given = ANSWERED.filter((field) => news[field] !== undefined);
	const said = given.filter((field) => !DEPENDS.includes(field));
	const of = { assignment_id: row.assignment_id, changes: [], problems: [] };
	if (given.length === 0) return { ...of, outcome: 'unchanged' };
	const refuse = (problems: Weighed['problems']): Weighed => ({ ...of, outcome: 'refused', problems });
	if (said.length === 0)
		return refuse([
			{
				field: given[0] ?? 'narrative',
				sentence:
					'This goes with a change, and the row changes nothing else. Say what is new in position, delivery or narrative, or empty the cell.'
			}
		]);
	if (row.seen_version !== now.version)
		return refuse([
			{
				field: 'seen_version',
				sentence:
					'Somebody has saved something about this since the sheet was downloaded. Download it again and fill in this row anew.'
			}
		]);
	const update = { ...news, assignment_id: row.assignment_id, seen_version: row.seen_version };
	let events: EventDraft[];
	try {
		events = move(now, { ...update, has_evidence: now.has_evidence }, context);
	} catch (refusal) {
		if (!(refusal instanceof Refusal)) throw refusal;
		return refuse(
			refusal.asks
				? Object.entries(refusal.fields).map(([field, sentence]) => ({ field, sentence }))
				: [{ field: said[0] ?? 'narrative', sentence: refusal.message }]
		);
	}
	return {
		...of,
		outcome: 'changed',
		changes: given.map((field) => ({ field, from: heldAlready(now, field), to: String(news[field]) })),
		update,
		events
	};
};
