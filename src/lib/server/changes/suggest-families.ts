import * as comparing from '#db/queries/comparing.ts';
import { insertPairs, noteCompared, type NewPair } from '#db/record/alike.ts';
import { inTransaction } from '#db/transaction.ts';
import { may } from '#lib/domain/may.ts';
import { likenessOf, rarest, SUGGESTED, type Compared } from '#lib/domain/same-ask.ts';
import type { At } from '../at.ts';

const BATCH = 25;
const MOST_CANDIDATES = 60;

/**
 * Compares recommendations that were not compared yet with all others, and keeps those that may ask for the same for a
 * registrar to judge. Each is compared only with what shares a rare word with it, found by an index, so the work grows
 * with what is new. Answers how many pairs are new. Between two batches `isOver` ends it, and `rest` hears how long the
 * one before took.
 */
export const suggestFamilies = async (
	at: At,
	isOver: () => boolean = () => false,
	rest: (ms: number) => Promise<void> = async () => {}
): Promise<number> => {
	const data_set = at.user?.data_set ?? 'register';
	const words = await comparing.vocabulary(at.db, data_set);
	let found = 0;
	let after: number | undefined = 0;
	while (after !== undefined && !isOver()) {
		const [from, began]: [number, number] = [after, performance.now()];
		after = await inTransaction(at, async (trx) => {
			may(at.user).keepRegister({ data_set });
			const batch = await comparing.toCompare(trx, data_set, from, BATCH);
			if (batch.length === 0) return undefined;
			const asked = batch.map((one) => ({ id: one.id, stems: rarest(one, words) }));
			const near = await comparing.candidates(trx, asked, MOST_CANDIDATES);
			const others = await comparing.compared(trx, [...new Set(near.map(({ other_id }) => other_id))]);
			const byId = new Map<number, Compared>([...others, ...batch].map((one) => [one.id, one]));
			const pairs = new Map<string, NewPair>();
			for (const { id, other_id, trigrams } of near) {
				const [one, other] = [byId.get(Math.min(id, other_id)), byId.get(Math.max(id, other_id))];
				if (!one || !other) continue;
				const { share, stems, ...reasons } = likenessOf(one, other, trigrams, words);
				if (share >= SUGGESTED)
					pairs.set(`${one.id} ${other.id}`, {
						one_id: one.id,
						other_id: other.id,
						share,
						reasons: { words: stems, ...reasons }
					});
			}
			found += await insertPairs(trx, data_set, [...pairs.values()], at.now);
			await noteCompared(trx, batch, at.now);
			return batch.at(-1)?.id;
		});
		if (after !== undefined) await rest(performance.now() - began);
	}
	return found;
};
