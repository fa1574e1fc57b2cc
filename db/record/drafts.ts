import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Database, Writing } from '../schema.ts';

/** What somebody typed about an assignment. */
export type Typed = Readonly<Record<string, string>>;

/** Keeps what a person typed about an assignment, in place of what they typed before. */
export const keepDraft = async (
	trx: Writing,
	draft: { data_set: DataSet; person_id: number; assignment_id: number; fields: Typed; kept_at: Date }
): Promise<void> => {
	await trx
		.insertInto('draft')
		.values({ ...draft, fields: JSON.stringify(draft.fields), key_sha256: null })
		.onConflict((conflict) =>
			conflict
				.columns(['person_id', 'assignment_id', 'key_sha256'])
				.doUpdateSet({ fields: JSON.stringify(draft.fields), kept_at: draft.kept_at })
		)
		.execute();
};

/** Forgets what a person typed about some assignments. */
export const dropDrafts = async (
	trx: Writing,
	person_id: number,
	assignment_ids: readonly number[]
): Promise<void> => {
	await trx
		.deleteFrom('draft')
		.where('person_id', '=', person_id)
		.where('assignment_id', '=', sql<number>`any (${assignment_ids}::int[])`)
		.execute();
};

/**
 * Keeps what was typed by somebody whose session has ended, for whoever of that number comes back with the browser's key.
 * False where that person has nothing to say about the assignment.
 */
export const leaveDraft = async (
	db: Database,
	draft: { person_id: number; assignment_id: number; fields: Typed; kept_at: Date; key_sha256: Uint8Array }
): Promise<boolean> => {
	const { rows } = await sql<{ left: boolean }>`
		select leave_draft(${draft.person_id}, ${draft.assignment_id}, ${JSON.stringify(draft.fields)}::jsonb, ${draft.key_sha256}, ${draft.kept_at}) as left`.execute(
		db
	);
	return rows[0]?.left ?? false;
};
