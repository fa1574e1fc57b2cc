import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Reading, Writing } from '../schema.ts';
import { yearOf } from './year-of.ts';

/** One side of a pair: what was asked, by whom and when. */
export type Side = {
	id: number;
	slug: string;
	reference: string;
	plain_summary: string;
	original_wording: string | null;
	source: string;
	year: number | null;
	addressees: string[];
};

/** Two recommendations that nobody has judged yet, why they are alike, and the families that either is in. */
export type Pair = {
	id: number;
	share: number;
	reasons: { words: string[]; addressees: string[]; themes: string[] };
	one: Side;
	other: Side;
	families: { id: number; name: string }[];
};

const side = (
	table: string
) => sql`(select json_build_object('id', r.id, 'slug', r.slug, 'reference', r.reference,
	'plain_summary', r.plain_summary, 'original_wording', r.original_wording, 'source', s.name,
	'year', ${yearOf},
	'addressees', array(select a.named_as from addressee a where a.recommendation_id = r.id order by a.ordinal limit 20))
	from recommendation r join source s on s.id = r.source_id where r.id = ${sql.ref(`p.${table}`)})`;

// Two that were put into one family since need no judgement any more.
const open = (data_set: DataSet) => sql`p.data_set = ${data_set} and p.judged is null and not exists (
	select from family_member a join family_member b on b.family_id = a.family_id
	where a.recommendation_id = p.one_id and b.recommendation_id = p.other_id)`;

/** How many pairs nobody has judged. */
export const count = async (db: Reading, data_set: DataSet): Promise<number> => {
	const { rows } = await sql<{ n: number }>`
		select count(*)::int as n from alike_pair p where ${open(data_set)}`.execute(db);
	return rows[0]?.n ?? 0;
};

/** The pairs that nobody has judged, the most alike first. */
export const list = async (
	db: Reading,
	data_set: DataSet,
	{ limit, offset }: { limit: number; offset: number }
): Promise<Pair[]> => {
	const { rows } = await sql<Pair>`
		select p.id, p.share, p.reasons || jsonb_build_object('themes', array(
				select t.name from theme t where p.reasons -> 'themes' ? t.code order by t.name)) as reasons,
			${side('one_id')} as one, ${side('other_id')} as other,
			(select coalesce(json_agg(json_build_object('id', f.id, 'name', f.name) order by f.name), '[]') from family f
				where f.id in (select family_id from family_member where recommendation_id in (p.one_id, p.other_id))) as families
		from alike_pair p where ${open(data_set)} order by p.share desc, p.id limit ${limit} offset ${offset}`.execute(
		db
	);
	return rows;
};

export type Locked = { id: number; one_id: number; other_id: number; judged: string | null };

/** Pairs of a data set by number, held until the transaction ends. */
export const lock = async (trx: Writing, data_set: DataSet, ids: readonly number[]): Promise<Locked[]> =>
	trx
		.selectFrom('alike_pair')
		.select(['id', 'one_id', 'other_id', 'judged'])
		.where('data_set', '=', data_set)
		.where('id', 'in', ids)
		.orderBy('id')
		.forUpdate()
		.execute();
