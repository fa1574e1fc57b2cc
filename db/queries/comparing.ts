import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Compared, Vocabulary } from '#lib/domain/same-ask.ts';
import { asTable } from '../rows.ts';
import type { Reading } from '../schema.ts';

/** A recommendation to be compared, with the mark of the words that it is compared by. */
export type ToCompare = Compared & { words_md5: string };

const facts = sql`r.id, md5(r.plain_summary) as words_md5, tsvector_to_array(to_tsvector('english', r.plain_summary)) as stems,
	array(select distinct a.named_as from addressee a where a.recommendation_id = r.id) as addressees,
	array(select t.code from recommendation_theme rt join theme t on t.id = rt.theme_id where rt.recommendation_id = r.id) as themes`;

/**
 * Recommendations that were not compared with the others yet, or whose words have changed since, `limit` at most from
 * after a number: what was gone through need not be gone through again.
 */
export const toCompare = async (
	db: Reading,
	data_set: DataSet,
	after: number,
	limit: number
): Promise<ToCompare[]> => {
	const { rows } = await sql<ToCompare>`
		select ${facts} from recommendation r left join compared c on c.recommendation_id = r.id
		where r.data_set = ${data_set} and r.id > ${after} and c.words_md5 is distinct from md5(r.plain_summary)
		order by r.id limit ${limit}`.execute(db);
	return rows;
};

/** Recommendations by number, as they are compared. */
export const compared = async (db: Reading, ids: readonly number[]): Promise<Compared[]> => {
	const { rows } =
		await sql<Compared>`select ${facts} from recommendation r where r.id = any (${ids}::int[])`.execute(db);
	return rows;
};

/** In how many recommendations of a data set each stem occurs. Reads all of it: once for many comparisons. */
export const vocabulary = async (db: Reading, data_set: DataSet): Promise<Vocabulary> => {
	const source = `select w.lexemes from recommendation_text w join recommendation r on r.id = w.recommendation_id where r.data_set = '${data_set}'`;
	const { rows } = await sql<{ word: string; ndoc: number }>`
		select word, ndoc from ts_stat(${source})`.execute(db);
	const { rows: counted } = await sql<{ n: number }>`
		select count(*)::int as n from recommendation where data_set = ${data_set}`.execute(db);
	return { all: counted[0]?.n ?? 0, of: new Map(rows.map(({ word, ndoc }) => [word, ndoc])) };
};

/** Two recommendations that share rare words, and the likeness of their letters, 0 to 1. */
export type Candidate = { id: number; other_id: number; trigrams: number };

const quoted = (stem: string) => `'${stem.replace(/['\\]/g, '$&$&')}'`;

/**
 * For each recommendation the others that have one of its rarest stems, `most` at most, found by the index of words: of
 * other reports alone, and of no family that it is in already.
 */
export const candidates = async (
	db: Reading,
	asked: readonly { id: number; stems: readonly string[] }[],
	most: number
): Promise<Candidate[]> => {
	const given = asked.map(({ id, stems }) => ({ id, query: stems.map(quoted).join(' | ') }));
	const { rows } = await sql<Candidate>`
		select r.id, near.id as other_id, similarity(near.plain_summary, r.plain_summary)::float8 as trigrams
		from ${asTable(given, { id: 'int4', query: 'text' })} join recommendation r on r.id = given.id
		cross join lateral (
			select o.id, o.plain_summary
			from recommendation_text w join recommendation o on o.id = w.recommendation_id
			where w.lexemes @@ given.query::tsquery and o.data_set = r.data_set and o.report_id <> r.report_id
				and not exists (select from family_member mine join family_member theirs on theirs.family_id = mine.family_id
					where mine.recommendation_id = r.id and theirs.recommendation_id = o.id)
			order by ts_rank(w.lexemes, given.query::tsquery) desc, o.id limit ${most}
		) near`.execute(db);
	return rows;
};
