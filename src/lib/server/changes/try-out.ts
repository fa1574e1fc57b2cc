import * as assignments from '#db/queries/assignments.ts';
import * as importing from '#db/queries/importing.ts';
import type { Outcome } from '#db/record/nouns.ts';
import { inTransaction, lookUpInIndexes, readAs } from '#db/transaction.ts';
import type { ImportKind } from '#lib/csv/kinds.ts';
import type { StatusUpdateRow } from '#lib/domain/assignment-row.ts';
import type { ImportChange } from '#lib/domain/import.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';
import { handIn, SUBJECTS } from './hand-in.ts';
import { weighStatusUpdates } from './weigh-status-updates.ts';

/** What would become of one row, and which of its fields would change. */
export type Tried = { outcome: Outcome; changes: ImportChange[] } | { refusal: Refusal };

/** The fields of a file that have another name in the register. */
const FIELDS: Record<string, string> = { plain_summary: 'summary' };

/** Thrown to undo what was tried. */
class OnlyTried extends Error {
	readonly tried: Tried[];
	constructor(tried: Tried[]) {
		super('This was only tried.');
		this.tried = tried;
	}
}

const tryAll = async (at: At, kind: ImportKind, rows: readonly object[]): Promise<Tried[]> => {
	try {
		return await inTransaction(at, async (trx): Promise<Tried[]> => {
			const kept = await handIn({ ...at, db: trx as never, reading: trx }, kind, rows);
			const changed = kept.filter(({ outcome }) => outcome === 'changed').map(({ id }) => id);
			const changes = await importing.changesJustMade(trx, SUBJECTS[kind], changed);
			throw new OnlyTried(
				kept.map(({ id, outcome }) => ({
					outcome,
					changes: (changes.get(id) ?? []).map((one) => ({ ...one, field: FIELDS[one.field] ?? one.field }))
				}))
			);
		});
	} catch (error) {
		if (error instanceof OnlyTried) return error.tried;
		throw error;
	}
};

/** What status updates would change: each is weighed by the moves that save it, which cost no writing. */
const tryStatusUpdates = async (at: At, rows: readonly object[]): Promise<Tried[]> => {
	const weighed = await readAs(at, async (db) => {
		await lookUpInIndexes(db);
		const find = (ids: readonly number[]) => assignments.unlocked(db, ids);
		return weighStatusUpdates(db, at, rows as readonly StatusUpdateRow[], find);
	});
	return weighed.map((one) =>
		'refusal' in one ? one : { outcome: one.update ? 'changed' : 'unchanged', changes: one.changes }
	);
};

/**
 * Finds out what would become of rows by doing it and undoing it: the very same work as taking them in. Where the change
 * refuses the list, the list is halved until it is known which rows it refuses.
 */
export const tryOut = async (at: At, kind: ImportKind, rows: readonly object[]): Promise<Tried[]> => {
	if (rows.length === 0) return [];
	if (kind === 'status updates') return tryStatusUpdates(at, rows);
	try {
		return await tryAll(at, kind, rows);
	} catch (refusal) {
		if (!(refusal instanceof Refusal) || refusal.kind === 'not-allowed') throw refusal;
		if (rows.length === 1) return [{ refusal }];
		const half = Math.ceil(rows.length / 2);
		return [...(await tryOut(at, kind, rows.slice(0, half))), ...(await tryOut(at, kind, rows.slice(half)))];
	}
};
