import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Stage } from '#lib/domain/recommendation.ts';
import type { Reading } from '../schema.ts';
import { yearOf } from './year-of.ts';

/** A family as it stands in a list: how often it was asked, by how many sources, and in which years. */
export type Family = {
	id: number;
	slug: string;
	name: string;
	asks_for: string | null;
	times: number;
	sources: string[];
	first_year: number | null;
	last_year: number | null;
};

const counted = sql`
	select f.id, f.slug, f.name, nullif(f.asks_for, '') as asks_for, members.* from family f
	cross join lateral (
		select count(*)::int as times, array_agg(distinct s.name order by s.name) as sources,
			min(${yearOf}) as first_year, max(${yearOf}) as last_year
		from family_member m join recommendation r on r.id = m.recommendation_id join source s on s.id = r.source_id
		where m.family_id = f.id
	) members`;

/** A family by its place in a web address. */
export const find = async (db: Reading, data_set: DataSet, slug: string): Promise<Family | undefined> =>
	(await sql<Family>`${counted} where f.data_set = ${data_set} and f.slug = ${slug}`.execute(db)).rows[0];

/** A member of a family, with how far it has got. */
export type Member = {
	id: number;
	slug: string;
	reference: string;
	plain_summary: string;
	source_code: string;
	source_name: string;
	year: number | null;
	stage: Stage;
	responded: number;
	accepted: number;
	delivered: number;
	assured: number;
	asked: number;
};

/** The members of a family, the earliest first, a page of them. */
export const members = async (
	db: Reading,
	family_id: number,
	{ limit, offset }: { limit: number; offset: number }
): Promise<Member[]> => {
	const { rows } = await sql<Member>`
		select r.id, r.slug, r.reference, r.plain_summary, s.code as source_code, s.name as source_name, ${yearOf} as year,
			r.stage, r.asked, r.responded, r.accepted, r.delivered, r.assured
		from family_member m join recommendation r on r.id = m.recommendation_id join source s on s.id = r.source_id
		where m.family_id = ${family_id} order by r.counted_from_on, r.id limit ${limit} offset ${offset}`.execute(
		db
	);
	return rows;
};

/** The names of all families, for a choice among them. */
export const names = async (db: Reading, data_set: DataSet): Promise<{ id: number; name: string }[]> =>
	db
		.selectFrom('family')
		.select(['id', 'name'])
		.where('data_set', '=', data_set)
		.orderBy('name')
		.limit(500)
		.execute();

/** Whether a data set has a family of this number. */
export const isThere = async (db: Reading, data_set: DataSet, id: number): Promise<boolean> =>
	(await db
		.selectFrom('family')
		.select('id')
		.where('data_set', '=', data_set)
		.where('id', '=', id)
		.executeTakeFirst()) !== undefined;

/** A place in a web address that no other family has: the one that is wanted, or it with a number behind. */
export const freeSlug = async (db: Reading, data_set: DataSet, wanted: string): Promise<string> => {
	const stem = wanted.slice(0, 80) || 'family';
	const { rows } = await sql<{ slug: string }>`select slug from family
		where data_set = ${data_set} and (slug = ${stem} or starts_with(slug, ${`${stem}-`}))`.execute(db);
	const taken = new Set(rows.map(({ slug }) => slug));
	let slug = stem;
	for (let number = 2; taken.has(slug); number += 1) slug = `${stem}-${number}`;
	return slug;
};

/** A tie that somebody entered, with both ends. */
export type Tie = {
	id: number;
	kind: string;
	note: string | null;
	from: { slug: string; reference: string; plain_summary: string };
	to: { slug: string; reference: string; plain_summary: string };
};

/** How many ties a data set has. */
export const countTies = async (db: Reading, data_set: DataSet): Promise<number> => {
	const { rows } = await sql<{ n: number }>`select count(*)::int as n from recommendation_link l
		join recommendation a on a.id = l.from_id where a.data_set = ${data_set}`.execute(db);
	return rows[0]?.n ?? 0;
};

/** The ties of a data set, the newest first, a page of them. */
export const ties = async (
	db: Reading,
	data_set: DataSet,
	{ limit, offset }: { limit: number; offset: number }
): Promise<Tie[]> => {
	const end = (table: string) => sql`json_build_object('slug', ${sql.ref(`${table}.slug`)},
		'reference', ${sql.ref(`${table}.reference`)}, 'plain_summary', ${sql.ref(`${table}.plain_summary`)})`;
	const { rows } = await sql<Tie>`
		select l.id, l.kind, l.note, ${end('a')} as from, ${end('b')} as to
		from recommendation_link l join recommendation a on a.id = l.from_id join recommendation b on b.id = l.to_id
		where a.data_set = ${data_set} order by l.id desc limit ${limit} offset ${offset}`.execute(db);
	return rows;
};
