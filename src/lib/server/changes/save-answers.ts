import { createHash } from 'node:crypto';
import * as assignments from '#db/queries/assignments.ts';
import * as myWork from '#db/queries/my-work.ts';
import * as spreadsheets from '#db/queries/spreadsheets.ts';
import { markSaved } from '#db/record/spreadsheets.ts';
import type { Database, Reading } from '#db/schema.ts';
import { inTransaction, readAs } from '#db/transaction.ts';
import { readAnswers, type Answers } from '#lib/csv/answers.ts';
import { weigh, type Weighed } from '#lib/domain/answers.ts';
import { may } from '#lib/domain/may.ts';
import type { Person } from '#lib/domain/person.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';
import { updateAssignment } from './update-assignment.ts';

/** A row with its number in the spreadsheet, what was asked, and what it comes to. */
export type WeighedRow = Weighed & { row: number; plain_summary: string | undefined };

/** A sheet, held against how everything stands now. `seal` changes with whatever would be saved. */
export type Preview = Omit<Answers, 'rows'> & { rows: WeighedRow[]; seal: string };

const NOT_YOURS =
	'There is no such assignment of your organisation. Delete the row, or put its number back as it was downloaded.';

/** Holds each row of a sheet against its assignment. What is not the person's own looks like what does not exist. */
export const previewOf = async (
	db: Reading,
	{ user, today }: { user: Person; today: string },
	sheet: { file_name: string; bytes: Uint8Array }
): Promise<Preview> => {
	const { rows, ...rest } = readAnswers(sheet.file_name, sheet.bytes);
	const ids = rows.map(({ fields }) => fields.assignment_id);
	const own = new Map((await myWork.findAll(db, user, ids)).map((one) => [one.id, one]));
	const evidenced = await assignments.withEvidence(db, [...own.keys()]);
	const weighed = rows.map(({ row, fields }): WeighedRow => {
		const now = own.get(fields.assignment_id);
		if (!now)
			return {
				row,
				plain_summary: undefined,
				assignment_id: fields.assignment_id,
				outcome: 'refused',
				changes: [],
				problems: [{ field: 'assignment_id', sentence: NOT_YOURS }]
			};
		const context = { as: may(user).update(now), today };
		const outcome = weigh({ ...now, has_evidence: evidenced.has(now.id) }, fields, context);
		return { row, plain_summary: now.plain_summary, ...outcome };
	});
	const updates = weighed.flatMap(({ update }) => update ?? []);
	return {
		...rest,
		rows: weighed,
		seal: createHash('sha256').update(JSON.stringify(updates)).digest('hex')
	};
};

/** What a sheet would change now, for whoever uploaded it; undefined where there is none of theirs. Saves nothing. */
export const previewAnswers = (at: At & { user: Person }, id: number) =>
	readAs(at, async (db) => {
		const sheet = at.user.id ? await spreadsheets.find(db, at.user.id, id) : undefined;
		if (!sheet) return undefined;
		const { file_name, uploaded_at, saved_at, saved_rows } = sheet;
		const preview = saved_at ? undefined : await previewOf(db, at, sheet);
		return { file_name, uploaded_at, saved_at, saved_rows, preview };
	});

/**
 * Saves what the rows of a sheet change, all in one transaction, once. Refuses when that is not, to the letter, what the
 * person was shown (`seal`). Returns how many assignments changed.
 */
export const saveAnswers = (at: At & { user: Person }, id: number, seal: string): Promise<number> =>
	inTransaction(at, async (trx) => {
		const sheet = at.user.id ? await spreadsheets.lock(trx, at.user.id, id) : undefined;
		if (!sheet) throw new Refusal('not-found', 'There is no such sheet. Upload it again.');
		if (sheet.saved_at) return sheet.saved_rows ?? 0;
		const preview = await previewOf(trx, at, sheet);
		if (preview.seal !== seal)
			throw new Refusal(
				'not-possible',
				'Something was saved since you looked, so nothing of the sheet was. Look at what it would change now.'
			);
		const updates = preview.rows.flatMap(({ update }) => update ?? []);
		await updateAssignment({ ...at, db: trx as Database, reading: trx }, updates);
		await markSaved(trx, id, { saved_at: at.now, saved_rows: updates.length });
		return updates.length;
	});
