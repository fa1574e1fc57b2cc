import * as importing from '#db/queries/importing.ts';
import type { Kept } from '#db/record/nouns.ts';
import type { Database } from '#db/schema.ts';
import { inTransaction } from '#db/transaction.ts';
import type { AssignmentRow } from '#lib/domain/assignment-row.ts';
import { CLOCKS } from '#lib/domain/clock.ts';
import type { At } from '../at.ts';
import { assign } from './assign.ts';
import { importStatusUpdates } from './import-status-updates.ts';

/**
 * Takes in who was asked for what, and what they have said so far. Who was asked already keeps the due dates that there
 * are: these change by an extension alone.
 */
export const importAssignments = (at: At, rows: readonly AssignmentRow[]): Promise<Kept[]> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		const within: At = { ...at, db: trx as unknown as Database, reading: trx };
		const codes = rows.map(({ organisation_code }) => organisation_code);
		const references = rows.map(({ recommendation_ref }) => recommendation_ref);
		const organisations = await importing.ids(trx, 'organisation', data_set, codes);
		const recommendations = await importing.ids(trx, 'recommendation', data_set, references);
		const organisation = importing.mustFind(organisations, 'organisation', 'organisation_code');
		const recommendation = importing.mustFind(recommendations, 'recommendation', 'recommendation_ref');
		const made = await assign(
			within,
			rows.map((row) => ({
				recommendation_id: recommendation(row.recommendation_ref),
				organisation_id: organisation(row.organisation_code),
				...Object.fromEntries(
					CLOCKS.filter((clock) => `${clock}_due_on` in row).map((clock) => [
						`${clock}_due_on`,
						row[`${clock}_due_on`] ?? null
					])
				)
			}))
		);
		const fresh = new Set(made.map(({ id }) => id));
		const kept = await importStatusUpdates(
			within,
			rows.map((row) => ({ ...row, assignment_id: undefined }))
		);
		return kept.map((one) => (fresh.has(one.id) ? { ...one, outcome: 'new' } : one));
	});
