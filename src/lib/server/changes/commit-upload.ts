import { insertJobs } from '#db/jobs.ts';
import * as imports from '#db/queries/imports.ts';
import { countingLast } from '#db/record/counters.ts';
import { BY_THE_CLOCK, insertOutcomes, updateIn } from '#db/record/uploads.ts';
import type { Database } from '#db/schema.ts';
import { inTransaction, lookUpInIndexes, planAnew } from '#db/transaction.ts';
import type { ImportKind } from '#lib/csv/kinds.ts';
import { GOOD, type ImportChoice, type ImportVerdict } from '#lib/domain/import.ts';
import { may } from '#lib/domain/may.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';
import { handIn, SUBJECTS } from './hand-in.ts';

const BATCH = 500;

/** What a person chose: all rows or none, or the good ones; and whether probable duplicates are taken in as well. */
export type Chosen = { choice: ImportChoice; with_alike: boolean };

/** Which rows are taken in. */
export const takenIn = (with_alike: boolean): readonly ImportVerdict[] =>
	with_alike ? [...GOOD, 'probable duplicate'] : GOOD;

/**
 * Notes what a person chose to take in; from now on it happens, here or in the background. Refuses where rows are not
 * good and all were to be.
 */
export const chooseImport = (at: At, id: number, { choice, with_alike }: Chosen): Promise<number> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).importRegister({ data_set });
		const found = await imports.find(trx, data_set, id);
		if (!found) throw new Refusal('not-found', 'There is no such import.');
		const counts = await imports.verdicts(trx, id);
		const isLeft = (verdict: ImportVerdict) =>
			!takenIn(with_alike).includes(verdict) && (counts[verdict] ?? 0) > 0;
		const left = (['refused', 'duplicate', 'probable duplicate'] as const).filter(isLeft);
		if (choice === 'all' && (left.length > 0 || (found.problems ?? []).length > 0))
			throw new Refusal(
				'not-possible',
				'Some rows cannot be taken in, so nothing was. Mend them and upload the file again, or take in the good ones now.'
			);
		const isOpen = await updateIn(trx, id, ['checked'], {
			state: 'committing',
			choice,
			with_alike,
			rows_done: 0,
			started_at: BY_THE_CLOCK,
			finished_at: null,
			failed_because: null
		});
		if (!isOpen)
			throw new Refusal('not-possible', 'This import is not waiting for that. Look at what became of it.');
		return id;
	});

/**
 * Takes the chosen rows of an import into the register: whole or not at all, also where the process ends in between.
 * The import itself is touched only at the end, so that it can be cancelled meanwhile. `tell` hears how many rows have
 * been worked through, outside the transaction.
 */
export const commitUpload = (
	at: At,
	id: number,
	tell: (rows: number) => Promise<void> = async () => {}
): Promise<void> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).importRegister({ data_set });
		await imports.holdAlone(trx, id);
		await lookUpInIndexes(trx);
		const found = await imports.find(trx, data_set, id);
		if (found?.state !== 'committing') return;
		const kind = found.kind as ImportKind;
		const within: At = { ...at, db: trx as unknown as Database, reading: trx };
		const outcome: Record<string, number> = { new: 0, changed: 0, unchanged: 0 };
		const verdicts = takenIn(found.with_alike);
		let done = 0;
		let planned = 0;
		const takeIn = async (rows: Awaited<ReturnType<typeof imports.goodRows>>) => {
			const kept = await handIn(
				within,
				kind,
				rows.map(({ fields }) => fields)
			);
			await insertOutcomes(
				trx,
				id,
				kept.map((one, index) => ({
					row_number: rows[index]?.row_number ?? 0,
					outcome: one.outcome,
					subject: SUBJECTS[kind],
					subject_id: one.id
				}))
			);
			for (const one of kept) outcome[one.outcome] = (outcome[one.outcome] ?? 0) + 1;
			done += rows.length;
			if (done >= 2 * planned) {
				await planAnew(trx);
				planned = done;
			}
			await tell(done);
		};
		await countingLast(trx, async () => {
			for (let after: number | undefined = 0; after !== undefined;) {
				const rows = await imports.goodRows(trx, id, verdicts, after, BATCH);
				if (rows.length > 0) await takeIn(rows);
				after = rows.at(-1)?.row_number;
			}
		});
		const refused = found.row_count - done;
		const isStill = await updateIn(trx, id, ['committing'], {
			state: 'committed',
			outcome: JSON.stringify({ ...outcome, refused }),
			rows_done: done,
			imported_at: at.now,
			imported_by: at.user?.id ?? null,
			finished_at: BY_THE_CLOCK
		});
		if (!isStill) throw new Refusal('not-possible', 'The import was cancelled, and nothing was taken in.');
		if (SUBJECTS[kind] === 'recommendation')
			await insertJobs(trx, [{ kind: 'look for repeats', data: { data_set } }]);
	});
