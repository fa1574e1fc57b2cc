import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import { slugOf, type Stage } from '#lib/domain/recommendation.ts';
import type { Day } from '#lib/domain/day.ts';
import type { Priority } from '#lib/domain/priority.ts';
import type { Reading } from '../schema.ts';
import { ranked } from './ranked.ts';
import { beside, columnsOf, type Listed } from './recommendations.ts';
import { yearOf } from './year-of.ts';

/** One recommendation with all that its page says about it itself. */
export type Recommendation = Omit<Listed, 'themes'> & {
	themes: { code: string; name: string }[];
	original_wording: string | null;
	intended_outcome: string | null;
	measure_of_success: string | null;
	benefit: string | null;
	cost: string | null;
	cost_effectiveness: string | null;
	strategic_fit: string | null;
	status_note: string | null;
	review_on: Day | null;
	/** How high the board ranks it, where it has taken it on. */
	priority: Priority;
	merged_into: { slug: string; reference: string; plain_summary: string } | null;
	report_url: string | null;
	source_kind: string;
	/** The day on which its first event was recorded. */
	entered_on: Day | null;
};

/**
 * A recommendation by its place in a web address. Other forms of its reference find it too (`R/2022/188`, lower case);
 * whoever asked by one of those is sent on to `slug`.
 */
export const find = async (
	reading: Reading,
	data_set: DataSet,
	reference: string
): Promise<Recommendation | undefined> => {
	const slug = slugOf(reference);
	const { rows } = await sql<Recommendation>`
		select ${columnsOf}, r.original_wording, r.intended_outcome, r.measure_of_success, r.benefit, r.cost,
			r.cost_effectiveness, r.strategic_fit, r.status_note, r.review_on, p.url as report_url, s.kind as source_kind,
			(select (e.recorded_at at time zone 'Europe/London')::date from event e
				where e.recommendation_id = r.id and e.data_set = r.data_set order by e.id limit 1) as entered_on,
			coalesce((select b.priority from (${ranked(data_set)}) b where b.recommendation_id = r.id), 'not ranked') as priority,
			(select json_build_object('slug', m.slug, 'reference', m.reference, 'plain_summary', m.plain_summary)
				from recommendation m where m.id = r.merged_into_id) as merged_into,
			(select coalesce(json_agg(json_build_object('code', t.code, 'name', t.name) order by t.name), '[]')
				from recommendation_theme rt join theme t on t.id = rt.theme_id where rt.recommendation_id = r.id) as themes
		from recommendation r ${beside}
		where r.data_set = ${data_set} and r.slug = any (${[reference, slug, slug.toUpperCase()]}::text[])
		order by r.slug = ${reference} desc, r.slug limit 1`.execute(reading);
	return rows[0];
};

/** A recommendation by its reference, or by its place in a web address; undefined where there is none. */
export const named = (
	db: Reading,
	data_set: DataSet,
	reference: string
): Promise<{ id: number; reference: string; slug: string; plain_summary: string } | undefined> =>
	db
		.selectFrom('recommendation')
		.select(['id', 'reference', 'slug', 'plain_summary'])
		.where('data_set', '=', data_set)
		.where('slug', 'in', [reference, slugOf(reference), slugOf(reference).toUpperCase()])
		.orderBy((eb) => eb('slug', '=', reference), 'desc')
		.limit(1)
		.executeTakeFirst();

/** A body or group that the text names, and what it was found to be. */
export type Addressee = {
	named_as: string;
	assigned_to_members: boolean;
	note: string | null;
	organisation_code: string | null;
	organisation_name: string | null;
	set_name: string | null;
};

/** Whom the text of a recommendation names, in its order. */
export const addressees = async (reading: Reading, recommendation_id: number): Promise<Addressee[]> => {
	const { rows } = await sql<Addressee>`
		select d.named_as, d.assigned_to_members, d.note, o.code as organisation_code, o.name as organisation_name, g.name as set_name
		from addressee d
		left join organisation o on o.id = d.organisation_id
		left join organisation_set g on g.id = d.organisation_set_id
		where d.recommendation_id = ${recommendation_id} order by d.ordinal limit 300`.execute(reading);
	return rows;
};

/** An earlier recommendation on a theme that this one shares. */
export type Earlier = Listed & { shared: string[] };

/**
 * Earlier recommendations that share a theme, at most `limit`: those whose wording is nearest first (shared words of the
 * summary, weighed by full text), then the newest.
 */
export const earlierOnTheme = async (
	reading: Reading,
	recommendation: Pick<Recommendation, 'id' | 'data_set'>,
	limit = 5
): Promise<Earlier[]> => {
	const { rows } = await sql<Earlier>`
		with this as (
			select r.id, r.data_set, r.counted_from_on,
				(select coalesce(string_agg(quote_literal(lexeme), ' | '), '''''')
					from unnest(to_tsvector('english', r.plain_summary)))::tsquery as words
			from recommendation r where r.id = ${recommendation.id}
		), sharing as (
			select other.recommendation_id as id, count(*)::int as themes
			from recommendation_theme mine
			join recommendation_theme other on other.theme_id = mine.theme_id and other.recommendation_id <> mine.recommendation_id
			where mine.recommendation_id = ${recommendation.id} group by 1
		), nearest as (
			select r.id, ts_rank(w.lexemes, this.words, 1) * sharing.themes as near
			from sharing join recommendation r on r.id = sharing.id join recommendation_text w on w.recommendation_id = r.id cross join this
			where r.data_set = this.data_set
				and (r.counted_from_on < this.counted_from_on or (r.counted_from_on = this.counted_from_on and r.id < this.id))
				and w.lexemes @@ this.words
			order by near desc, r.counted_from_on desc, r.id limit ${limit}
		)
		select ${columnsOf},
			array(select t.name from recommendation_theme a join recommendation_theme b on b.theme_id = a.theme_id
				join theme t on t.id = a.theme_id
				where a.recommendation_id = r.id and b.recommendation_id = ${recommendation.id} order by t.name) as shared
		from nearest cross join lateral (select * from recommendation r where r.id = nearest.id offset 0) r ${beside}
		order by nearest.near desc, r.counted_from_on desc, r.id`.execute(reading);
	return rows;
};

/** A confirmed tie to another recommendation, read from this one's side. */
export type Tie = {
	says: string;
	slug: string;
	reference: string;
	plain_summary: string;
	note: string | null;
};

const FROM_THE_OTHER_SIDE = sql`case l.kind when 'duplicates' then 'is repeated by' when 'supports' then 'is supported by'
	when 'contradicts' then 'is contradicted by' when 'supersedes' then 'is superseded by' else 'is endorsed by' end`;

/** What a person tied this recommendation to, either way round. */
export const ties = async (reading: Reading, recommendation_id: number): Promise<Tie[]> => {
	const { rows } = await sql<Tie>`
		select l.kind as says, r.slug, r.reference, r.plain_summary, l.note
			from recommendation_link l join recommendation r on r.id = l.to_id where l.from_id = ${recommendation_id}
		union all
		select ${FROM_THE_OTHER_SIDE}, r.slug, r.reference, r.plain_summary, l.note
			from recommendation_link l join recommendation r on r.id = l.from_id where l.to_id = ${recommendation_id}
		limit 50`.execute(reading);
	return rows;
};

/** Recommendations that a person confirmed to ask for the same again, oldest first. */
export type Family = {
	slug: string;
	name: string;
	members: { slug: string; plain_summary: string; source_code: string; year: number | null; stage: Stage }[];
};

/** The families that a recommendation belongs to, each with all its members. */
export const families = async (reading: Reading, recommendation_id: number): Promise<Family[]> => {
	const { rows } = await sql<Family>`
		select f.slug, f.name, (select json_agg(json_build_object('slug', r.slug, 'plain_summary', r.plain_summary,
				'source_code', s.code, 'year', ${yearOf}, 'stage', r.stage)
				order by r.counted_from_on, r.id)
			from family_member m join recommendation r on r.id = m.recommendation_id join source s on s.id = r.source_id
			where m.family_id = f.id) as members
		from family_member mine join family f on f.id = mine.family_id
		where mine.recommendation_id = ${recommendation_id} order by f.name`.execute(reading);
	return rows;
};
