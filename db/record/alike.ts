import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import { asTable } from '../rows.ts';
import type { Writing } from '../schema.ts';

/** Two recommendations that may ask for the same, the one that was entered first before the other. */
export type NewPair = {
	one_id: number;
	other_id: number;
	share: number;
	reasons: { words: string[]; addressees: string[]; themes: string[] };
};

/** Keeps pairs to be judged; what is kept already stays as it was judged. Answers how many are new. */
export const insertPairs = async (
	trx: Writing,
	data_set: DataSet,
	pairs: readonly NewPair[],
	found_at: Date
): Promise<number> => {
	const rows = pairs.map(({ reasons, ...pair }) => ({ ...pair, reasons: JSON.stringify(reasons) }));
	const columns = { one_id: 'int4', other_id: 'int4', share: 'float4', reasons: 'text' };
	const { numAffectedRows } = await sql`
		insert into alike_pair (data_set, one_id, other_id, share, reasons, found_at)
		select ${data_set}, one_id, other_id, share, reasons::jsonb, ${found_at.toISOString()}::timestamptz
		from ${asTable(rows, columns)} on conflict (one_id, other_id) do nothing`.execute(trx);
	return Number(numAffectedRows ?? 0);
};

/** Notes that recommendations were compared by the words that they have now. */
export const noteCompared = async (
	trx: Writing,
	rows: readonly { id: number; words_md5: string }[],
	at: Date
): Promise<void> => {
	await sql`insert into compared (recommendation_id, words_md5, compared_at)
		select id, words_md5, ${at.toISOString()}::timestamptz from ${asTable(rows, { id: 'int4', words_md5: 'text' })}
		on conflict (recommendation_id) do update set words_md5 = excluded.words_md5, compared_at = excluded.compared_at`.execute(
		trx
	);
};

/** Keeps what a person judged of pairs. */
export const judgePairs = async (
	trx: Writing,
	ids: readonly number[],
	judged: { judged: 'the same' | 'not the same'; judged_by: number | null; judged_at: Date }
): Promise<void> => {
	await trx.updateTable('alike_pair').set(judged).where('id', 'in', ids).execute();
};
