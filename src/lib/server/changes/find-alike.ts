import * as alike from '#db/queries/alike.ts';
import { markAlike } from '#db/record/uploads.ts';
import { inTransaction, readAs } from '#db/transaction.ts';
import { alikeAmong, marksHeld } from '#lib/domain/alike.ts';
import { marksOf } from '#lib/domain/likeness.ts';
import type { At } from '../at.ts';

const PAGE = 2_000;
/** The texts of so many rows are held at once, as numbers; the register is gone through for each so many. */
const HELD = 50_000;

/** Every page of a list that is asked for from after a number. */
async function* pages<Row>(ask: (after: number) => Promise<Row[]>, numberOf: (row: Row) => number) {
	for (let after = 0; ;) {
		const page = await ask(after);
		yield page;
		const last = page.at(-1);
		if (!last || page.length < PAGE) return;
		after = numberOf(last);
	}
}

/** Marks those rows of an import whose words are alike to those of a recommendation in the register, with the nearest. */
const markNearest = async (
	at: At,
	id: number,
	numbers: readonly number[],
	texts: ReturnType<typeof marksHeld>
): Promise<void> => {
	const data_set = at.user?.data_set ?? 'register';
	const among = alikeAmong(texts);
	const best = new Map<number, { like_id: number; like_share: number }>();
	const register = (after: number) => readAs(at, (db) => alike.texts(db, data_set, after, PAGE));
	for await (const page of pages(register, ({ id }) => id))
		for (const { id: like_id, text } of page)
			for (const { place, share } of among(marksOf(text)))
				if (share > (best.get(place)?.like_share ?? 0)) best.set(place, { like_id, like_share: share });
	const found = [...best].map(([place, one]) => ({ ...one, row_number: numbers[place] ?? 0 }));
	await inTransaction(at, (trx) => markAlike(trx, id, found));
};

/** Marks the new rows of an import whose words are alike to those of a recommendation in the register, with the nearest. */
export const findAlike = async (at: At, id: number): Promise<void> => {
	let [numbers, texts] = [[] as number[], marksHeld()];
	const newRows = (after: number) => readAs(at, (db) => alike.newRows(db, id, after, PAGE));
	for await (const page of pages(newRows, ({ row_number }) => row_number)) {
		for (const { row_number, text } of page) {
			numbers.push(row_number);
			texts.add(marksOf(text));
		}
		if (numbers.length < HELD) continue;
		await markNearest(at, id, numbers, texts);
		[numbers, texts] = [[], marksHeld()];
	}
	if (numbers.length > 0) await markNearest(at, id, numbers, texts);
};
