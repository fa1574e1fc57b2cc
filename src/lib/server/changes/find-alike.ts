import * as alike from '#db/queries/alike.ts';
import { markAlike } from '#db/record/uploads.ts';
import { inTransaction, readAs } from '#db/transaction.ts';
import { ALIKE, likeness, sketch } from '#lib/domain/likeness.ts';
import type { At } from '../at.ts';

const PAGE = 5_000;

/**
 * Marks the new rows of an import whose words are alike to those of a recommendation in the register. Rows that share one
 * of the few marks of a sketch with a recommendation are compared with it word for word; so the work grows with the rows
 * and with the register, and not with both multiplied.
 */
export const findAlike = async (at: At, id: number): Promise<void> => {
	const data_set = at.user?.data_set ?? 'register';
	const rows = await readAs(at, (db) => alike.newRows(db, id));
	if (rows.length === 0) return;
	const byMark = new Map<number, number[]>();
	rows.forEach(({ text }, index) => {
		for (const mark of sketch(text)) byMark.set(mark, [...(byMark.get(mark) ?? []), index]);
	});
	const best = new Map<number, { like_id: number; like_share: number }>();
	let after = 0;
	for (;;) {
		const page = await readAs(at, (db) => alike.texts(db, data_set, after, PAGE));
		for (const { id: like_id, text } of page) {
			const candidates = new Set(sketch(text).flatMap((mark) => byMark.get(mark) ?? []));
			for (const index of candidates) {
				const like_share = likeness(rows[index]?.text ?? '', text);
				if (like_share >= ALIKE && like_share > (best.get(index)?.like_share ?? 0))
					best.set(index, { like_id, like_share });
			}
		}
		const last = page.at(-1);
		if (!last || page.length < PAGE) break;
		after = last.id;
	}
	const found = [...best].map(([index, one]) => ({ ...one, row_number: rows[index]?.row_number ?? 0 }));
	await inTransaction(at, (trx) => markAlike(trx, id, found));
};
