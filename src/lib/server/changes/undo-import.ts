import * as imports from '#db/queries/imports.ts';
import * as undoing from '#db/queries/undoing.ts';
import type { Made } from '#db/queries/undoing.ts';
import * as assignments from '#db/queries/assignments.ts';
import { withdrawEvidence } from '#db/record/evidence.ts';
import { record, type Draft } from '#db/record/record.ts';
import { BY_THE_CLOCK, updateIn } from '#db/record/uploads.ts';
import { withdrawRecords } from '#db/record/withdraw.ts';
import type { Database, Writing } from '#db/schema.ts';
import { actAs, inTransaction } from '#db/transaction.ts';
import type { ImportKind } from '#lib/csv/kinds.ts';
import { dayOf, inWords } from '#lib/domain/day.ts';
import { ofAssignment } from '#lib/domain/event.ts';
import { whyNotUndone } from '#lib/domain/import.ts';
import { may } from '#lib/domain/may.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';
import { handIn } from './hand-in.ts';

const MOST_NAMED = 3;

/** Which file of ours each record is amended by, and the fields that have another name there. */
const KIND_OF: Record<string, ImportKind> = {
	theme: 'themes',
	source: 'sources',
	organisation: 'organisations',
	report: 'reports',
	recommendation: 'recommendations',
	action: 'actions'
};
const FIELD_OF: Record<string, string> = { plain_summary: 'summary' };
/** Lists, which the record tells in one line. */
const LISTS = ['recommendation_refs', 'enough_for'];
/** What does not go back by amending it again, in words. */
const CANNOT_GO_BACK: Record<string, string> = {
	themes: 'the themes',
	addressees: 'the addressees',
	report_id: 'the report',
	source_id: 'the source',
	parent_code: 'the parent',
	parent_id: 'the parent',
	assigned_to_members: 'who was asked as a member of a group',
	done_on: 'how far the actions were,'
};

const keyOf = ({ subject, subject_id }: Made) => `${subject} ${subject_id}`;
const addedBy = (made: readonly Made[]): Set<string> =>
	new Set(made.flatMap((one) => (one.what === 'added' ? [keyOf(one)] : [])));

/** Why an import cannot be undone, as a sentence; undefined where it can. */
const whyNot = async (trx: Writing, id: number, made: readonly Made[]): Promise<string | undefined> => {
	const built = await undoing.builtOn(trx, id, MOST_NAMED + 1);
	if (built.length > 0) {
		const named = built
			.slice(0, MOST_NAMED)
			.map(
				({ row_number, label, who, recorded_at }) =>
					`row ${row_number}${label ? ` (${label.slice(0, 60)})` : ''}, by ${who ?? 'the installation'} on ${inWords(dayOf(recorded_at))}`
			);
		const more = built.length > MOST_NAMED ? ', and more' : '';
		return `Somebody has since built on what it brought: ${named.join('; ')}${more}. Undo or answer that first.`;
	}
	const joined = await undoing.joinedToOthers(trx, id, MOST_NAMED);
	if (joined.length > 0)
		return `What it brought was joined to others since: row ${joined.join(', row ')}. Take that apart first.`;
	const fresh = addedBy(made);
	const stuck = made.find(
		(one) => one.what === 'amended' && (one.column ?? '') in CANNOT_GO_BACK && !fresh.has(keyOf(one))
	);
	if (stuck)
		return `It changed ${CANNOT_GO_BACK[stuck.column ?? '']} of records that were there before, and that cannot be taken back by itself. Upload a file that says how they should be.`;
	return undefined;
};

const numbers = (made: readonly Made[], subject: string) =>
	made.flatMap((one) => (one.what === 'added' && one.subject === subject ? [one.subject_id] : []));

/** Puts back what was amended in records that were there before, by the change that amends them. */
const putBack = async (at: At, trx: Writing, made: readonly Made[]) => {
	const fresh = addedBy(made);
	const amended = made.filter((one) => one.what === 'amended' && one.column && !fresh.has(keyOf(one)));
	for (const [subject, kind] of Object.entries(KIND_OF)) {
		const theirs = amended.filter((one) => one.subject === subject);
		const names = await undoing.namesOf(
			trx,
			subject,
			theirs.map(({ subject_id }) => subject_id)
		);
		const rows = new Map<number, Record<string, unknown>>();
		for (const { subject_id, column, from_value } of theirs) {
			const was = LISTS.includes(column ?? '')
				? (from_value ?? '').split(';').flatMap((item) => item.trim() || [])
				: (from_value ?? undefined);
			const field = FIELD_OF[column ?? ''] ?? column ?? '';
			rows.set(subject_id, { [field]: was, ...rows.get(subject_id) });
		}
		const whole = [...rows].map(([id, row]) => ({ ...names.get(id), ...row }));
		if (whole.length > 0) await handIn(at, kind, whole);
	}
};

/**
 * Takes back what an import did, in one transaction: what it changed is as it was, what it added is withdrawn from the
 * register and kept apart, and what it said of assignments counts no more. The record keeps all of it, and that it was
 * undone. Refuses, naming the rows, where somebody has built on it since.
 */
export const undoImport = (at: At, id: number): Promise<number> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).importRegister({ data_set });
		await imports.holdAlone(trx, id);
		const found = await imports.find(trx, data_set, id);
		if (!found) throw new Refusal('not-found', 'There is no such import.');
		if (found.state !== 'committed' || !found.imported_at)
			throw new Refusal(
				'not-possible',
				'Nothing of this import is in the register, so there is nothing to undo.'
			);
		const never = whyNotUndone(found.kind);
		if (never) throw new Refusal('not-possible', never);
		const made = await undoing.eventsOf(trx, id);
		const sentence = await whyNot(trx, id, made);
		if (sentence) throw new Refusal('not-possible', sentence);

		// Evidence that another registrar brought is not this one's to see, and goes with the import all the same.
		await actAs(trx, { id: null });
		const ofAssignments = new Map<number, Made[]>();
		for (const one of made)
			if (one.assignment_id)
				ofAssignments.set(one.assignment_id, [...(ofAssignments.get(one.assignment_id) ?? []), one]);
		const locked = await assignments.lock(trx, [...ofAssignments.keys()]);
		const drafts = [...ofAssignments].flatMap(([assignment_id, events]): Draft[] => {
			const current = locked.get(assignment_id);
			if (!current) return [];
			const undoes = events.map((event) => event.id);
			return [ofAssignment(current, { what: 'undo', detail: { undoes }, effective_on: at.today })];
		});
		const { imported_by, imported_at } = found;
		if (imported_by !== null)
			await withdrawEvidence(
				trx,
				[...ofAssignments.keys()].map((assignment_id) => ({
					assignment_id,
					person_id: imported_by,
					recorded_at: imported_at
				}))
			);
		const ofNouns = made.flatMap((one): Draft[] =>
			one.what === 'added'
				? [
						{
							subject: one.subject,
							subject_id: one.subject_id,
							data_set,
							what: 'undo',
							detail: { undoes: [one.id] },
							effective_on: at.today
						}
					]
				: []
		);
		await record(trx, at, [...drafts, ...ofNouns]);
		await putBack({ ...at, db: trx as unknown as Database, reading: trx }, trx, made);
		const fresh = made
			.filter(({ what }) => what === 'assigned')
			.flatMap(({ assignment_id }) => assignment_id ?? []);
		const withdrawal = { import_id: id, data_set, by: at.user?.id ?? null, at: at.now };
		await withdrawRecords(trx, withdrawal, {
			assignments: fresh,
			actions: numbers(made, 'action'),
			recommendations: numbers(made, 'recommendation'),
			reports: numbers(made, 'report'),
			sources: numbers(made, 'source'),
			organisations: numbers(made, 'organisation'),
			themes: numbers(made, 'theme')
		});
		await updateIn(trx, id, ['committed'], {
			state: 'undone',
			undone_at: at.now,
			undone_by: at.user?.id ?? null,
			finished_at: BY_THE_CLOCK
		});
		return id;
	});
