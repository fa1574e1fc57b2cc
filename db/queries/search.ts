import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import { slugOf } from '#lib/domain/recommendation.ts';
import { nearestWord, piecesOf, wordsOf } from '#lib/domain/search-words.ts';
import type { Reading } from '../schema.ts';

/** A word as a pattern to be found inside the text. `R-2022-188` finds `R/2022/188`. */
const inside = (word: string): string => `%${word.replace(/[\\%_]/g, '\\$&').replace(/[-/._]/g, '_')}%`;

/** How like a word of a name must be to what was typed to be taken for it, where no name holds it as it was typed. */
const LIKENESS = 0.4;

/**
 * Whether the name of a row (alias and column given) holds what was typed; where no name of the table does, whether it
 * holds something like it. For tables of hundreds of rows, which are read whole.
 */
export const named = (
	table: 'organisation' | 'report',
	alias: string,
	column: string,
	q: string,
	data_set: DataSet
): RawBuilder<SqlBool> => {
	const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
	const name = sql.ref(`${alias}.${column}`);
	return sql<SqlBool>`(${name} ilike ${pattern} or (word_similarity(${q}, ${name}) >= ${LIKENESS}::real and not exists (
		select from ${sql.table(table)} other where other.data_set = ${data_set} and other.${sql.ref(column)} ilike ${pattern})))`;
};

/** A part of a word can be found by its index from three letters on. */
const SHORTEST_PART = 3;

/**
 * Whether a recommendation (alias `r`) is among those whose words (alias `w`) meet a condition. As an array, so that they
 * are found by the indexes of the words and fetched by their numbers, however many the planner expects.
 */
const told = (condition: RawBuilder<SqlBool>): RawBuilder<SqlBool> =>
	sql<SqlBool>`r.id = any (array(select w.recommendation_id from recommendation_text w where ${condition}))`;

/**
 * Whether a recommendation (alias `r`) answers a search: by all words in any inflection, quotes and minus understood;
 * or each word by itself, inflected or as part of a longer one. Both sides have an index.
 */
export const answers = (q: string): RawBuilder<SqlBool> => {
	const phrase = sql<SqlBool>`w.lexemes @@ websearch_to_tsquery('english', ${q})`;
	const words = wordsOf(q);
	if (/["]|(^|\s)-\S/.test(q) || !words.some((word) => word.length >= SHORTEST_PART)) return told(phrase);
	const each = words
		.filter((word) => word.length >= SHORTEST_PART)
		.map((word) => sql`(w.lexemes @@ plainto_tsquery('english', ${word}) or w.words ilike ${inside(word)})`);
	const together = sql<SqlBool>`(${sql.join(each, sql` and `)})`;
	return told(words.length === 1 ? together : sql<SqlBool>`(${phrase} or ${together})`);
};

/** Whether a recommendation (alias `r`) has any of the words of a search: the nearest thing when none has all. */
export const answersInPart = (q: string): RawBuilder<SqlBool> =>
	told(sql<SqlBool>`w.lexemes @@ websearch_to_tsquery('english', ${wordsOf(q).join(' or ')})`);

/** How well it answers, for sorting the best first: its own reference before all, then the weight of the words. */
export const closeness = (q: string): RawBuilder<number> =>
	sql<number>`case when lower(r.slug) = ${slugOf(q).toLowerCase()} then 100 else 0 end
		+ ts_rank((select w.lexemes from recommendation_text w where w.recommendation_id = r.id), websearch_to_tsquery('english', ${wordsOf(q).join(' or ')}))`;

const occurs = async (reading: Reading, data_set: DataSet, word: string): Promise<boolean> => {
	const { rows } = await sql`select 1 from recommendation r
		where r.data_set = ${data_set} and ${answers(word)} limit 1`.execute(reading);
	return rows.length > 0;
};

/** The words of the register that share a whole piece with one that was typed, with how often each occurs. */
const wordsLike = async (reading: Reading, data_set: DataSet, typed: string) => {
	const pieces = piecesOf(typed).filter((piece) => /^[\p{L}\p{N}]+$/u.test(piece));
	if (pieces.length === 0) return [];
	const { rows } = await sql<{ word: string; n: number }>`
		select lower(found[1]) as word, count(*)::int as n
		from recommendation r join recommendation_text w on w.recommendation_id = r.id, regexp_matches(w.words, ${`\\w*(?:${pieces.join('|')})\\w*`}, 'gi') found
		where r.data_set = ${data_set} and w.words ~* ${`(${pieces.join('|')})`}
		group by 1 order by 2 desc limit 2000`.execute(reading);
	return rows;
};

/**
 * What was probably meant by a search that found nothing: its words, each that does not occur replaced by the nearest
 * one that does. Undefined where nothing is near.
 */
export const meant = async (reading: Reading, data_set: DataSet, q: string): Promise<string | undefined> => {
	let changed = false;
	const words: string[] = [];
	for (const word of wordsOf(q)) {
		if (await occurs(reading, data_set, word)) words.push(word);
		else {
			const near = nearestWord(word, await wordsLike(reading, data_set, word));
			if (near) words.push(near);
			changed ||= near !== undefined;
		}
	}
	return changed ? words.join(' ') : undefined;
};
