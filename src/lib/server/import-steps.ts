import { insertJobs } from '#db/jobs.ts';
import * as imports from '#db/queries/imports.ts';
import * as people from '#db/queries/people.ts';
import type { Database } from '#db/schema.ts';
import { inTransaction, readAs } from '#db/transaction.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import { dayOf } from '#lib/domain/day.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from './at.ts';
import { checkImport } from './changes/check-import.ts';
import { commitUpload } from './changes/commit-upload.ts';
import { noteFailure, noteProgress, noteWaiting } from './changes/note-import.ts';
import { CutShort } from './jobs/cut-short.ts';

/** The two steps that can take long. */
export type Step = 'check' | 'commit';
const CHANGES = { check: checkImport, commit: commitUpload };

/** A file of up to this size is worked through while its page is waited for; a larger one in the background. */
const AT_ONCE_BYTES = 400_000;

/** A refusal ends the step with its reason; anything else is tried again. */
const run = async (at: At, id: number, step: Step, tell?: (rows: number) => Promise<void>): Promise<void> => {
	try {
		await CHANGES[step](at, id, tell);
	} catch (refusal) {
		if (!(refusal instanceof Refusal)) throw refusal;
		const states = step === 'check' ? (['matched', 'checking'] as const) : (['committing'] as const);
		await noteFailure(at, id, states, refusal.message);
	}
};

/** Begins a step: at once where the file is small, else in the background, where it goes on whoever leaves the page. */
export const beginStep = async (
	at: At,
	{ id, file_bytes }: { id: number; file_bytes: number | null },
	step: Step
): Promise<void> => {
	if ((file_bytes ?? 0) <= AT_ONCE_BYTES) return run(at, id, step);
	await inTransaction(at, async (trx) => {
		const within: At = { ...at, db: trx as unknown as Database, reading: trx };
		if (step === 'check') await noteWaiting(within, id);
		const data = { import_id: id, step, person_id: at.user?.id, data_set: at.user?.data_set };
		await insertJobs(trx, [{ kind: 'import', data }]);
	});
};

type Asked = { import_id: number; step: Step; person_id: number; data_set: DataSet };

/**
 * Goes on with a step in the background, as the person who began it. On a server, `shares` says that others can be told
 * how far it is while its transaction is open; the embedded database has one session, and can't.
 */
export const goOn = async (
	{ db, shares }: { db: Database; shares: boolean },
	data: unknown,
	now: Date,
	isOver: () => boolean
): Promise<void> => {
	const { import_id, step, person_id, data_set } = data as Asked;
	const user = await people.find(db, data_set, person_id);
	const at: At = { db, reading: db, user, today: dayOf(now), now };
	const tell = async (rows: number) => {
		if (isOver()) throw new CutShort();
		if (step === 'check' || !shares) return;
		const isStill = await noteProgress(at, import_id, rows);
		if (!isStill) throw new Refusal('not-possible', 'The import was cancelled, and nothing was taken in.');
	};
	await run(at, import_id, step, tell);
};

/** How far a step is: rows, and how many a second. */
export const progressOf = async (at: Pick<At, 'db' | 'user' | 'now'>, id: number) => {
	const one = await readAs(at, (db) => imports.progress(db, id));
	const seconds = one?.started_at ? Math.max(1, (at.now.getTime() - one.started_at.getTime()) / 1000) : 1;
	return one && { ...one, rate: Math.round(one.rows_done / seconds) };
};
